"""The front door: command line and configuration, which hands plain values down."""
