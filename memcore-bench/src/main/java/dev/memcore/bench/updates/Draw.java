package dev.memcore.bench.updates;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws words at random. For one thread. */
final class Draw {
    private final SplittableRandom random;
    private final Set<String> drawn = new HashSet<>();

    Draw(SplittableRandom random) {
        this.random = random;
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Returns a number from {@code from}, inclusive, to {@code to}, exclusive. */
    int number(int from, int to) {
        return random.nextInt(from, to);
    }

    /** Returns whether an event of a probability happens. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double position() {
        return random.nextDouble();
    }

    /** Returns a text that this method has not returned before. */
    String once(Supplier<String> texts) {
        String text = texts.get();
        while (!drawn.add(text)) {
            text = texts.get();
        }
        return text;
    }

    /** Returns a value different from some others. */
    <T> T other(Supplier<T> source, List<T> others) {
        T value = source.get();
        while (others.contains(value)) {
            value = source.get();
        }
        return value;
    }
}
