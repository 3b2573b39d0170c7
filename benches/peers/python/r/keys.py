"""Keys: in which order things are dealt with that are due in the same second.

The rules leave that order open, but for figures to be the same to the kilogram it has to be the floor's: the
order of 64-bit keys, which are hashes of names (the crate `interdict-quantity`). Of BLAKE3 there is as
much here as names of up to 64 characters need.
"""

WORD = (1 << 32) - 1
DOUBLE_WORD = (1 << 64) - 1
START = (
    0x6A09E667,
    0xBB67AE85,
    0x3C6EF372,
    0xA54FF53A,
    0x510E527F,
    0x9B05688C,
    0x1F83D9AB,
    0x5BE0CD19,
)
PERMUTATION = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
COLUMNS_AND_DIAGONALS = (
    (0, 4, 8, 12),
    (1, 5, 9, 13),
    (2, 6, 10, 14),
    (3, 7, 11, 15),
    (0, 5, 10, 15),
    (1, 6, 11, 12),
    (2, 7, 8, 13),
    (3, 4, 9, 14),
)
ROUNDS = 7
# The only chunk of the message, its only block, and the root of the tree.
FLAGS = 1 | 2 | 8


def turned(word, bits):
    """A word, turned right."""
    return (word >> bits | word << 32 - bits) & WORD


def stir(state, a, b, c, d, one, other):
    """Stirs two words of the message into four of the state."""
    for word, by_d, by_b in ((one, 16, 12), (other, 8, 7)):
        state[a] = state[a] + state[b] + word & WORD
        state[d] = turned(state[d] ^ state[a], by_d)
        state[c] = state[c] + state[d] & WORD
        state[b] = turned(state[b] ^ state[c], by_b)


def of(name):
    """The key of a name: the first eight bytes of its BLAKE3 hash."""
    message = name.encode()
    if len(message) > 64:
        raise ValueError(f"longer than 64 characters: {name}")
    block = message.ljust(64, b"\0")
    words = [int.from_bytes(block[at : at + 4], "little") for at in range(0, 64, 4)]
    state = [*START, *START[:4], 0, 0, len(message), FLAGS]
    for _ in range(ROUNDS):
        for place, four in enumerate(COLUMNS_AND_DIAGONALS):
            stir(state, *four, words[2 * place], words[2 * place + 1])
        words = [words[place] for place in PERMUTATION]
    low, high = state[0] ^ state[8], state[1] ^ state[9]
    return high << 32 | low


def mix(value):
    """The finalizer of SplitMix64."""
    value = value + 0x9E3779B97F4A7C15 & DOUBLE_WORD
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & DOUBLE_WORD
    value = (value ^ value >> 27) * 0x94D049BB133111EB & DOUBLE_WORD
    return value ^ value >> 31


def child(key, kind, ordinal):
    """The key of something that another thing causes."""
    return mix(key ^ mix(kind << 32 | ordinal))
