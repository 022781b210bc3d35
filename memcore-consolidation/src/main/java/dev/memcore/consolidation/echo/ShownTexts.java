package dev.memcore.consolidation.echo;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.fact.FactKey;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What models were shown from memory, by session: the content words of the sentences, not their texts. Kept on the heap
 * only, so it does not survive the closing of the store. Thread-safe.
 *
 * <p>Of each session, the {@value #SENTENCES} sentences that were shown last are kept, and the {@value #SESSIONS}
 * sessions that were used last. A sentence that is shown again counts as shown last.
 */
public final class ShownTexts {
    /** The most sentences of one session. A context of 4,000 tokens has about 250. */
    public static final int SENTENCES = 2_000;

    /** The most sessions. */
    public static final int SESSIONS = 1_000;

    private final Map<Session, Set<ShownSentence>> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private record Session(Scope scope, String id) {}

    /** Creates an empty record. */
    public ShownTexts() {}

    /** Records that a model was shown texts in a session. O(characters). */
    public void add(Scope scope, String session, Collection<String> texts) {
        Session key = new Session(Arguments.present(scope, "scope"), Arguments.present(session, "session"));
        List<ShownSentence> shown = new ArrayList<>();
        Arguments.allPresent(texts, "texts").forEach(text -> addSentences(shown, text, EchoWords.NONE));
        add(key, shown);
    }

    /**
     * Records that a model was shown memories in a session. A repetition may also name who said it and the day. Only the
     * first {@value #MOST_CHARS} characters of each text are recorded.
     */
    public void addMemories(Scope scope, String session, Collection<Memory> memories) {
        Session key = new Session(Arguments.present(scope, "scope"), Arguments.present(session, "session"));
        List<ShownSentence> shown = new ArrayList<>();
        Arguments.allPresent(memories, "memories")
                .forEach(memory -> addSentences(shown, memory.text(), EchoWords.of(label(memory))));
        add(key, shown);
    }

    /** The most characters of one text. Contexts show excerpts of long texts, and their first sentences are recorded. */
    static final int MOST_CHARS = 20_000;

    /** Returns the speaker, the fact key and the day of a memory in the forms in which an answer may name them. */
    private static String label(Memory memory) {
        EventTime when = memory.when();
        var day = when.start().atOffset(ZoneOffset.UTC).toLocalDate();
        String speaker = memory.observation().speaker();
        FactKey key = FactKey.of(memory.observation());
        return (speaker == null ? "" : speaker)
                + ' '
                + (key == null ? "" : key.text())
                + ' '
                + day
                + ' '
                + day.getDayOfMonth()
                + ' '
                + day.getMonth()
                + ' '
                + day.getYear()
                + ' '
                + day.getDayOfWeek();
    }

    private static void addSentences(List<ShownSentence> shown, String text, EchoWords label) {
        for (EchoSentence sentence : EchoSentence.of(text.substring(0, Math.min(text.length(), MOST_CHARS)))) {
            EchoWords words = EchoWords.of(sentence.text());
            if (!words.isEmpty()) {
                shown.add(ShownSentence.of(words, label));
            }
        }
    }

    private synchronized void add(Session session, List<ShownSentence> shown) {
        if (shown.isEmpty()) {
            return;
        }
        Set<ShownSentence> kept = sessions.computeIfAbsent(session, key -> new LinkedHashSet<>());
        for (ShownSentence sentence : shown) {
            kept.remove(sentence);
            kept.add(sentence);
        }
        removeFirst(kept, SENTENCES);
        removeFirst(sessions.keySet(), SESSIONS);
    }

    private static void removeFirst(Set<?> set, int most) {
        var oldest = set.iterator();
        while (set.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Returns what a model was shown in a session, in no particular order. */
    synchronized List<ShownSentence> of(Scope scope, String session) {
        Set<ShownSentence> kept = sessions.get(new Session(scope, session));
        return kept == null ? List.of() : List.copyOf(kept);
    }

    /** Removes what was shown in the sessions of a scope and of the scopes within it. */
    public synchronized void forget(Scope scope) {
        Arguments.present(scope, "scope");
        sessions.keySet().removeIf(session -> scope.visibleTo(session.scope()));
    }
}
