"""What trainers hold in hand, from lesson sources and from what a class handed in."""
