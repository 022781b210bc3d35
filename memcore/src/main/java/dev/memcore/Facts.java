package dev.memcore;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Cause;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Observation;
import dev.memcore.api.Reader;
import dev.memcore.api.Scope;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.ReadTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keyed facts: of the facts with one key in one scope, the newest holds, and supersedes the one before it, in the commit that adds it.
 * Newer is what was true or happened later, if both say when; else what is remembered later.
 */
final class Facts {
    private static final Cause NEWER = Cause.of("remember", "a newer fact has the same key");

    /** More facts of one key than this can only be of a time when keys meant nothing; the oldest of them are replaced first. */
    private static final int MOST = 100;

    private final MemoryIndex index;
    private final InstantSource clock;

    Facts(MemoryIndex index, InstantSource clock) {
        this.index = index;
        this.clock = clock;
    }

    /** A key, which means something within its scope only. Also what is locked while its facts are compared. */
    record FactKey(Scope scope, String key) {}

    /** The key of what is observed, or null: it is no keyed fact. */
    static @Nullable FactKey key(Scope scope, Observation observation) {
        return observation.kind().equals(Kind.FACT)
                        && observation.attributes().get(Observation.KEY) instanceof AttributeValue.Text(String key)
                ? new FactKey(scope, key)
                : null;
    }

    /** The facts of a key that the reader sees and that hold, oldest first. */
    List<Memory> present(Reader reader, FactKey key) {
        MemoryFilter filter = MemoryFilter.builder()
                .kind(Kind.FACT)
                .attribute(Observation.KEY, key.key())
                .build()
                .everywhere();
        return index.list(reader, filter, null, MOST, ReadTime.present(clock.instant())).memories().stream()
                .filter(memory -> memory.scope().equals(key.scope()))
                .toList();
    }

    /** What one commit adds, and which fact of each key holds while it is drafted. For one thread. */
    final class Drafting {
        private final Reader reader;
        private final Draft draft;
        private final Set<?> locked;
        private final Map<FactKey, MemoryId> holding = new HashMap<>();

        Drafting(Reader reader, Draft draft, Set<?> locked) {
            this.reader = reader;
            this.draft = draft;
            this.locked = locked;
        }

        /** Lets a fact that was added in this draft take the place of the one before it. */
        void added(Memory fact) {
            FactKey key = key(fact.scope(), fact.observation());
            if (key == null) {
                return;
            }
            MemoryId mine = holding.get(key);
            List<Memory> before = mine != null ? List.of(draft.requireVisible(mine)) : present(reader, key);
            Memory holds = fact;
            for (Memory other : before) {
                if (mine == null && !locked.contains(other.id())) {
                    throw new Outdated("another fact has taken the key " + key.key());
                }
                boolean stays = isOlder(holds, other);
                Memory older = stays ? holds : other;
                holds = stays ? other : holds;
                draft.apply(new MemoryOp.Supersede(older.id(), holds.id(), NEWER));
            }
            holding.put(key, holds.id());
        }

        /** Whether a fact says of itself that it is of an earlier time than another one. */
        private static boolean isOlder(Memory fact, Memory other) {
            Instant mine = moment(fact.observation());
            Instant others = moment(other.observation());
            return mine != null && others != null && mine.isBefore(others);
        }

        private static @Nullable Instant moment(Observation observation) {
            EventTime event = observation.eventTime();
            return observation.validFrom() != null || event == null ? observation.validFrom() : event.start();
        }
    }
}
