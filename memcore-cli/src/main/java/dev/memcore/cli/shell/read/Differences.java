package dev.memcore.cli.shell.read;

import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes the changes from one version of a memory to the next, except those of the text. */
final class Differences {
    private final List<String> words = new ArrayList<>();

    private Differences() {}

    /** Returns descriptions of the changes; empty if there are none. */
    static List<String> between(Memory before, Memory after) {
        Observation was = before.observation();
        Observation is = after.observation();
        Differences differences = new Differences();
        differences.changed("text", was.text(), is.text(), false);
        differences.changed("status", before.status(), after.status(), true);
        differences.changed("tier", was.tier(), is.tier(), true);
        differences.changed("pinned", was.pinned(), is.pinned(), true);
        differences.changed("importance", was.importance(), is.importance(), true);
        differences.changed("confidence", was.confidence(), is.confidence(), true);
        differences.changed("valid until", was.validTo(), is.validTo(), true);
        differences.changed("expires", was.expiresAt(), is.expiresAt(), true);
        differences.changed("search keys", was.searchKeys(), is.searchKeys(), false);
        differences.links(before.links(), after.links());
        return differences.words;
    }

    private void changed(String what, @Nullable Object was, @Nullable Object is, boolean shown) {
        if (!Objects.equals(was, is)) {
            words.add(shown ? what + " " + shown(was) + " to " + shown(is) : what);
        }
    }

    private void links(List<Link> was, List<Link> is) {
        long added = is.stream().filter(link -> !was.contains(link)).count();
        long removed = was.stream().filter(link -> !is.contains(link)).count();
        if (added + removed > 0) {
            words.add("links +" + added + " -" + removed);
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "-" : value.toString().toLowerCase(Locale.ROOT);
    }
}
