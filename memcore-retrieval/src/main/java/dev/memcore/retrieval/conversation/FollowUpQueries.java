package dev.memcore.retrieval.conversation;

import dev.memcore.api.Memory;
import dev.memcore.retrieval.query.Entities;
import dev.memcore.spi.QueryRewriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds what a message refers to. If a message has words such as "it" or "there" and no name, or hardly any words, the
 * messages before it say what is meant. Then there are three more queries: the message with the names of the messages
 * before it, the message after the one before it, and the latest messages together, which stand for the topic (the current
 * segment of HMT, He et al. 2024). Otherwise, the message is the only query. Stateless.
 */
final class FollowUpQueries implements QueryRewriter {
    /** Messages with at most so many words, numbers and marks depend on those before them. */
    private static final int FEW = 3;

    /** The messages before that are read. */
    private static final int MESSAGES = 4;

    private static final int NAMES = 6;

    /** The characters of a message that a query contains. */
    private static final int CHARACTERS = 300;

    private static final double OWN = 1;
    private static final double WITH_NAMES = 1;
    private static final double WITH_MESSAGE = 0.5;
    private static final double TOPIC = 0.25;

    @Override
    public List<WeightedQuery> rewrite(String message, List<Memory> before) {
        List<String> earlier = before.stream()
                .map(Memory::text)
                .filter(text -> !text.strip().equals(message.strip()))
                .toList();
        if (earlier.isEmpty() || !depends(message)) {
            return List.of(new WeightedQuery(message, OWN));
        }
        List<String> latest = earlier.subList(Math.max(0, earlier.size() - MESSAGES), earlier.size());
        List<WeightedQuery> queries = new ArrayList<>();
        queries.add(new WeightedQuery(message, OWN));
        String names = names(latest.reversed());
        if (!names.isEmpty()) {
            queries.add(new WeightedQuery(names + ": " + message, WITH_NAMES));
        }
        queries.add(new WeightedQuery(cut(latest.getLast()) + "\n" + message, WITH_MESSAGE));
        if (latest.size() > 1) {
            queries.add(new WeightedQuery(
                    latest.stream().map(FollowUpQueries::cut).collect(Collectors.joining("\n")), TOPIC));
        }
        return queries;
    }

    private static boolean depends(String message) {
        MessageForm form = new MessageForm(message);
        return form.size() <= FEW || (form.has("refers") && Entities.in(message).isEmpty());
    }

    private static String names(List<String> newestFirst) {
        Set<String> names = new LinkedHashSet<>();
        newestFirst.forEach(text -> Entities.in(cut(text)).forEach(entity -> names.add(entity.surface())));
        return names.stream().limit(NAMES).collect(Collectors.joining(", "));
    }

    private static String cut(String text) {
        if (text.length() <= CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
        return text.substring(0, end);
    }
}
