"""Learning an employer's format from its approved descriptions."""
