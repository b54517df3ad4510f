"""Figures of channels with their definitions and objections, products, the calculator, and what nobody measured yet."""
