package dev.memcore.consolidation;

import dev.memcore.api.MemoryId;

/** Hashes that are the same everywhere and always. */
final class Hashes {
    private Hashes() {}

    /** FNV-1a over the characters (Fowler, Noll and Vo), mixed. */
    static long of(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static long of(MemoryId id, long seed) {
        return mix(mix(mix(seed) + id.mostSignificant()) + id.leastSignificant());
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The upper bits as a number in [0, 1). */
    static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }
}
