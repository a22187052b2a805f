//! Terms: the words of a text that tell what it is about.
