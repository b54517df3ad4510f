"""White spots: what nobody has measured yet of a method, or only in a way that proves little."""
