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
 * Additional short texts under which a memory is searched, in named lists: for example keywords, names, or questions
 * that the memory answers. They are never shown in place of the memory's text. {@link MemorySpace#setSearchKeys}
 * replaces one list and does not change the text. A host, a write stage, a policy or a language model can create search
 * keys, and chooses the names of the lists. The constants of this class are a convention.
 *
 * <p>Immutable. Each list contains a text only once, and keeps the order in which the texts were given. An empty list
 * is the same as no list.
 *
 * @param lists the texts by the name of their list, in the order of the names; at most {@value #MAX_LISTS} lists of at
 *     most {@value #MAX_TEXTS} texts of at most {@value #MAX_TEXT_CHARS} characters, {@value #MAX_CHARS} characters in
 *     all
 */
public record SearchKeys(Map<String, List<String>> lists) {
    /** The list of words and phrases that describe the subject of the memory. */
    public static final String KEYWORDS = "keywords";

    /**
     * The list of persons, places and things that the memory mentions, also under names that its text does not contain.
     */
    public static final String ENTITIES = "entities";

    /**
     * The list of questions that the memory answers (doc2query: Nogueira et al., "Document Expansion by Query
     * Prediction", 2019).
     */
    public static final String QUESTIONS = "questions";

    /** The list of dates and times that the memory mentions, written out. */
    public static final String DATES = "dates";

    /** The list of paraphrases of the memory. */
    public static final String SUMMARY = "summary";

    /** The maximum number of lists of one memory. */
    public static final int MAX_LISTS = 16;

    /** The maximum number of texts of one list. */
    public static final int MAX_TEXTS = 64;

    /** The maximum number of characters of one text. */
    public static final int MAX_TEXT_CHARS = 1_000;

    /** The maximum number of characters of all texts of one memory. */
    public static final int MAX_CHARS = 32_000;

    /** An instance without keys. */
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

    /**
     * Returns the distinct texts of a list in the given order.
     *
     * @throws dev.memcore.api.error.MemoryException {@link dev.memcore.api.error.ErrorCode#INVALID_ARGUMENT} if the
     *     name or a text is null, blank or malformed; {@link dev.memcore.api.error.ErrorCode#LIMIT_EXCEEDED} if the
     *     name or a text is too long, or if there are too many texts
     */
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

    /** Returns the texts of one list; empty if there is no such list. */
    public List<String> of(String name) {
        return lists.getOrDefault(Arguments.present(name, "name"), List.of());
    }

    /** Returns whether there are no keys. */
    public boolean isEmpty() {
        return lists.isEmpty();
    }

    /** Returns the distinct texts of all lists, list by list. O(texts). */
    public List<String> texts() {
        return lists.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** Returns these keys with one list replaced. If {@code texts} is empty, the list is removed. */
    public SearchKeys with(String name, Collection<String> texts) {
        Map<String, List<String>> changed = new TreeMap<>(lists);
        changed.put(Arguments.name(name, "the name of a list of search keys"), checked(name, texts));
        return new SearchKeys(changed);
    }

    /**
     * Returns these keys together with those of another memory with the same content. In each list, the keys of this
     * object come first, followed by the other's keys that are not there yet. Keys that would exceed the limits are
     * omitted. O(texts).
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
