package dev.memcore.consolidation.arithmetic;

import dev.memcore.api.MemoryId;

/** Hash functions with the same result on every platform and in every version. */
public final class Hashes {
    /** The golden ratio as a fraction of 2^64: how far the state of SplitMix64 goes from number to number. */
    static final long STEP = 0x9e3779b97f4a7c15L;

    private Hashes() {}

    /** FNV-1a over the characters (Fowler, Noll and Vo), mixed. */
    public static long of(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The hash of an id, another one for each seed. */
    public static long of(MemoryId id, long seed) {
        return mix(mix(mix(seed) + id.mostSignificant()) + id.leastSignificant());
    }

    /** A step of SplitMix64, and its finalizer (Steele, Lea and Flood, 2014). */
    public static long mix(long bits) {
        long z = bits + STEP;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The upper bits as a number in [0, 1). */
    public static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }
}
