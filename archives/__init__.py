"""Read any archive; run the checks over it. No reader ends early without saying so."""
