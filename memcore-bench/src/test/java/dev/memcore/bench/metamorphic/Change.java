package dev.memcore.bench.metamorphic;

import java.util.Random;

/** Something that is done to a store. */
interface Change {
    void applyTo(Told told, Random random);
}
