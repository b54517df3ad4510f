"""`/organisaties/`: what each organisation shared, as soon as something of it is public."""
