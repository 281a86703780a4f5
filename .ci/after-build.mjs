// Nothing to do yet.
