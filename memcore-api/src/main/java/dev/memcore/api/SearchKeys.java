package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Short texts under which a memory is searched beside its own text, in named lists: words, names, questions that it answers. They
 * are never shown in place of the text, and each list is replaced without touching it: {@link MemorySpace#setSearchKeys}. Whoever makes
 * them (a host, a write stage, a policy, a language model) decides on the names; the constants are a convention.
 *
 * <p>Immutable. Within a list each text is kept once, in the order given; a list without texts is the same as none.
 *
 * @param lists the texts by the name of their list, in the order of the names; at most {@value #MAX_LISTS} lists of at most
 *     {@value #MAX_TEXTS} texts of at most {@value #MAX_TEXT_CHARS} characters, {@value #MAX_CHARS} characters in all
 */
public record SearchKeys(Map<String, List<String>> lists) {
    /** Words and phrases that say what it is about. */
    public static final String KEYWORDS = "keywords";

    /** Persons, places and things that it speaks of, under names that it may not use itself. */
    public static final String ENTITIES = "entities";

    /** Questions that it answers (doc2query: Nogueira et al., "Document Expansion by Query Prediction", 2019). */
    public static final String QUESTIONS = "questions";

    /** Days and times that it speaks of, written out. */
    public static final String DATES = "dates";

    /** What it says, in other words. */
    public static final String SUMMARY = "summary";

    /** How many lists a memory may have. */
    public static final int MAX_LISTS = 16;

    /** How many texts a list may have. */
    public static final int MAX_TEXTS = 64;

    /** How many characters a text may have. */
    public static final int MAX_TEXT_CHARS = 1_000;

    /** How many characters the texts of a memory may have in all. */
    public static final int MAX_CHARS = 32_000;

    /** No keys. */
    public static final SearchKeys NONE = new SearchKeys(Map.of());

    /** Checks names, texts and limits, and copies the lists. */
    public SearchKeys {
        Map<String, List<String>> checked = new TreeMap<>();
        Arguments.present(lists, "search keys").forEach((name, texts) -> {
            List<String> list = checked(name, texts);
            if (!list.isEmpty()) {
                checked.put(name, list);
            }
        });
        Arguments.atMost(checked.size(), MAX_LISTS, "the number of lists of search keys");
        Arguments.atMost(characters(checked.values()), MAX_CHARS, "the number of characters in all search keys");
        lists = Collections.unmodifiableMap(checked);
    }

    /** A list as it is kept, or the error that says what is wrong with it. */
    public static List<String> checked(@Nullable String name, @Nullable Collection<String> texts) {
        String list = "search keys \"" + Arguments.name(name, "the name of a list of search keys") + "\"";
        Set<String> distinct = new LinkedHashSet<>();
        for (String text : Arguments.present(texts, list)) {
            String key = Arguments.text(text, "a text of " + list);
            Arguments.atMost(key.length(), MAX_TEXT_CHARS, "the number of characters in a text of " + list);
            distinct.add(key);
        }
        Arguments.atMost(distinct.size(), MAX_TEXTS, "the number of texts of " + list);
        return List.copyOf(distinct);
    }

    private static int characters(Collection<List<String>> lists) {
        return lists.stream().flatMap(List::stream).mapToInt(String::length).sum();
    }

    /** The texts of one list; empty: there is no such list. */
    public List<String> of(String name) {
        return lists.getOrDefault(Arguments.present(name, "name"), List.of());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return lists.isEmpty();
    }

    /** The texts of all lists, list by list, each once. O(texts). */
    public List<String> texts() {
        return lists.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** These with one list replaced; no texts: without it. */
    public SearchKeys with(String name, Collection<String> texts) {
        Map<String, List<String>> changed = new TreeMap<>(lists);
        changed.put(Arguments.name(name, "the name of a list of search keys"), checked(name, texts));
        return new SearchKeys(changed);
    }

    /**
     * These and those of another memory that says the same: of each list first what is here, then what is new there, as far as the
     * limits allow. O(texts).
     */
    public SearchKeys plus(SearchKeys others) {
        Arguments.present(others, "others");
        Map<String, List<String>> sum = new TreeMap<>(lists);
        int left = MAX_CHARS - characters(lists.values());
        for (Map.Entry<String, List<String>> other : others.lists.entrySet()) {
            if (sum.size() == MAX_LISTS && !sum.containsKey(other.getKey())) {
                continue;
            }
            Set<String> texts = new LinkedHashSet<>(of(other.getKey()));
            for (String text : other.getValue()) {
                if (texts.size() < MAX_TEXTS && text.length() <= left && texts.add(text)) {
                    left -= text.length();
                }
            }
            if (!texts.isEmpty()) {
                sum.put(other.getKey(), List.copyOf(texts));
            }
        }
        return new SearchKeys(sum);
    }
}
