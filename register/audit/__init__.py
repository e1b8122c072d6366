"""What is odd in the register (soát sổ): lacking numbers, bodies that are one, other words."""
