package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.spi.ToolExchanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * The units that segmenters do not split: tool calls with their results, and exchanges, which most segmenters keep
 * whole.
 */
final class SegmentUnits {
    private SegmentUnits() {}

    /**
     * Returns each message as a unit of its own, except that a message with tool calls forms one unit with all messages
     * up to its last result. O(n).
     */
    static List<TopicSegment> atoms(List<Memory> messages) {
        ToolExchanges exchanges = ToolExchanges.of(messages);
        List<TopicSegment> atoms = new ArrayList<>();
        for (int from = 0; from < messages.size(); from = atoms.getLast().to()) {
            atoms.add(new TopicSegment(from, endOfAtom(from, exchanges)));
        }
        return atoms;
    }

    private static int endOfAtom(int from, ToolExchanges exchanges) {
        int end = from + 1;
        for (int i = from; i < end; i++) {
            ToolExchanges.Exchange exchange = exchanges.of(i);
            if (exchange != null) {
                end = Math.max(end, exchange.last() + 1);
            }
        }
        return end;
    }

    /**
     * Returns exchanges: the messages of one speaker, and the replies, until that speaker speaks again. If roles are
     * known, an exchange begins with a user message; otherwise with the speaker who opened it. Speakers need not
     * alternate: several messages in a row belong together, and there may be more than two speakers. O(n).
     */
    static List<TopicSegment> exchanges(List<Memory> messages) {
        List<TopicSegment> atoms = atoms(messages);
        return join(messages, atoms, new IntPredicate() {
            private int opener;

            @Override
            public boolean test(int i) {
                Memory first = messages.get(atoms.get(opener).from());
                Memory before = messages.get(atoms.get(i).from() - 1);
                Memory next = messages.get(atoms.get(i).from());
                boolean begins = !sameSpeaker(before, next) && opens(first, next);
                opener = begins || !Objects.equals(before.session(), next.session()) ? i : opener;
                return begins;
            }
        });
    }

    private static boolean opens(Memory first, Memory next) {
        Role role = next.observation().role();
        return role == Role.USER || (role == null && sameSpeaker(first, next));
    }

    private static boolean sameSpeaker(Memory one, Memory other) {
        return one.observation().role() == other.observation().role()
                && Objects.equals(
                        one.observation().speaker(), other.observation().speaker());
    }

    /**
     * Joins units into segments.
     *
     * @param begins whether a unit begins a segment; called once for each unit but the first, in order
     */
    static List<TopicSegment> join(List<Memory> messages, List<TopicSegment> units, IntPredicate begins) {
        List<TopicSegment> segments = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < units.size(); i++) {
            int start = units.get(i).from();
            boolean asked = begins.test(i); // always called, because it may have state
            if (asked || otherSession(messages, start)) {
                segments.add(new TopicSegment(from, start));
                from = start;
            }
        }
        if (!units.isEmpty()) {
            segments.add(new TopicSegment(from, units.getLast().to()));
        }
        return segments;
    }

    static boolean otherSession(List<Memory> messages, int at) {
        return !Objects.equals(messages.get(at - 1).session(), messages.get(at).session());
    }
}
