//! What only a comparison of whole wars can say.

// The real theatre with more and with less: nothing goes the wrong way for sure.
mod directions;
