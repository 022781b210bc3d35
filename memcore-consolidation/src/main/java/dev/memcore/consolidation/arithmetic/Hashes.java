package dev.memcore.consolidation.arithmetic;

import dev.memcore.api.MemoryId;

/** Hash functions with the same result on every platform and in every version. */
public final class Hashes {
    /** The golden ratio as a fraction of 2^64: the increment of SplitMix64's state from one number to the next. */
    static final long STEP = 0x9e3779b97f4a7c15L;

    private Hashes() {}

    /** Returns the FNV-1a hash of the characters (Fowler, Noll and Vo), mixed. */
    public static long of(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** Returns the hash of an id; different seeds give different hashes. */
    public static long of(MemoryId id, long seed) {
        return mix(mix(mix(seed) + id.mostSignificant()) + id.leastSignificant());
    }

    /** Advances the bits by one step of SplitMix64, and applies its finalizer (Steele, Lea and Flood, 2014). */
    public static long mix(long bits) {
        long z = bits + STEP;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Returns the upper 53 bits of a hash as a number in [0, 1). */
    public static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }
}
