package dev.memcore.bench.erase;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.bench.harness.UniqueWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The memories of the test: conversations of several users. Every text, attribute, source, idempotency key and search
 * key has a unique word. Some memories are revised, some are forgotten, and some are derived from others and repeat
 * their words. A tenth is to be erased: scattered memories with those derived from them, one session, and all memories
 * of one user.
 */
final class Population {
    /** The users in whose scopes nothing is erased. */
    static final List<Integer> UNTOUCHED = List.of(5, 6, 7, 8, 9);
    /** The user whose session is erased. */
    static final int SESSION_USER = 0;
    /** The user whose memories are all erased; half of them belong to an agent. */
    static final int LEAVER = 10;
    /** The session that is erased. */
    static final String DOOMED_SESSION = "doomed";

    private static final int USERS = 10;
    /** The users 1 to this one lose scattered memories. */
    private static final int TOUCHED = 4;

    private static final String[] COMMON =
            ("the meeting about our garden was moved to friday because of rain and we liked the new cafe near the"
                + " station where they play music in the evening so let us go there with the children next week")
                    .split(" ");
    private static final List<String> QUESTIONS = List.of(
            "when was the meeting moved?",
            "which cafe did we like",
            "music in the evening",
            "what about the garden and the rain",
            "where do we go with the children next week");

    private final int size;
    private final Random random;
    private final Set<MemoryId> doomed = new HashSet<>();
    private final Map<Integer, List<MemoryId>> doomedByUser = new LinkedHashMap<>();
    private final Map<MemoryId, Integer> kept = new LinkedHashMap<>();
    private final Set<String> doomedWords = new HashSet<>();
    private long words;

    Population(int size, Random random) {
        this.size = size;
        this.random = random;
    }

    static Scope scope(int user) {
        return Scope.of("erasure", "user-" + user);
    }

    /** Writes all memories. */
    void remember(MemoryManager store) {
        int tenth = size / 10;
        int inSession = tenth / 10;
        int ofLeaver = tenth / 10;
        int scattered = tenth - inSession - ofLeaver;
        for (int i = 0; i < inSession; i++) {
            add(store, SESSION_USER, DOOMED_SESSION, true, null);
        }
        for (int i = 0; i < ofLeaver; i++) {
            Scope scope = i % 2 == 0 ? scope(LEAVER) : scope(LEAVER).withAgent("coach");
            add(store.space(scope), LEAVER, "s" + i / 20, true, null);
        }
        int others = size - inSession - ofLeaver;
        int left = scattered;
        double chance = 2.0 * scattered * USERS / (TOUCHED * others); // twice the need, to be sure
        for (int i = 0; i < others; ) {
            int user = i % USERS;
            boolean doom = isTouched(user) && left > 0 && random.nextDouble() < chance;
            boolean derive = left > 1 && random.nextInt(10) == 0 && i + 1 < others;
            String session = "s" + i / 300;
            Memory memory = add(store, user, session, doom, null);
            i++;
            left -= doom ? 1 : 0;
            if (doom) {
                doomedByUser.computeIfAbsent(user, u -> new ArrayList<>()).add(memory.id());
            }
            if (derive) {
                add(store, user, session, doom, memory);
                i++;
                left -= doom ? 1 : 0;
            }
        }
    }

    private static boolean isTouched(int user) {
        return user >= 1 && user <= TOUCHED;
    }

    private Memory add(MemoryManager store, int user, String session, boolean doom, @Nullable Memory source) {
        return add(store.space(scope(user)), user, session, doom, source);
    }

    private Memory add(MemorySpace space, int user, String session, boolean doom, @Nullable Memory source) {
        Observation.Builder seen = Observation.builder(text(doom))
                .session(session)
                .kind(Kind.TURN)
                .role(Role.USER)
                .speaker("user-" + user)
                .attribute("tag", word(doom))
                .source(word(doom) + " mail");
        if (random.nextInt(3) == 0) {
            seen.idempotencyKey(word(doom) + "-key");
        }
        if (words % 2 == 0) {
            seen.searchKeys(SearchKeys.QUESTIONS, List.of("what about " + word(doom) + "?"));
        }
        if (source != null) {
            seen.kind(Kind.FACT).text("so " + source.text()).derivedFrom(source.id());
        }
        Memory memory = space.remember(seen.build());
        if (source == null && random.nextInt(5) == 0) {
            memory = space.revise(memory.id(), text(doom));
        }
        if (words % 3 == 0) {
            memory = space.setSearchKeys(memory.id(), SearchKeys.QUESTIONS, List.of("who said " + word(doom) + "?"));
        }
        if (doom) {
            doomed.add(memory.id());
        } else if (source == null) {
            kept.put(memory.id(), user);
        }
        if (doom && random.nextInt(10) == 0) {
            space.apply(List.of(new MemoryOp.Forget(memory.id(), Cause.HOST)));
        }
        return memory;
    }

    private String text(boolean doom) {
        StringBuilder text = new StringBuilder(word(doom));
        for (int i = 5 + random.nextInt(15); i > 0; i--) {
            text.append(' ').append(COMMON[random.nextInt(COMMON.length)]);
        }
        return text.toString();
    }

    private String word(boolean doom) {
        String word = UniqueWord.of(words++);
        if (doom) {
            doomedWords.add(word);
        }
        return word;
    }

    int size() {
        return size;
    }

    /** Returns the words that only memories to be erased contain. */
    Set<String> doomedWords() {
        return doomedWords;
    }

    /** Returns all memories that are to be erased. */
    Set<MemoryId> doomedIds() {
        return doomed;
    }

    /** Returns the memories erased by id, by user. Memories derived from them are erased as well. */
    Map<Integer, List<MemoryId>> doomedByUser() {
        return doomedByUser;
    }

    /** Returns the memories that stay, with their users, without derived memories. */
    Map<MemoryId, Integer> keptIds() {
        return kept;
    }

    List<String> questions() {
        return QUESTIONS;
    }
}
