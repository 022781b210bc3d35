package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a question says by its form. Positions are those of {@code text}; lists are in its order and cannot be changed.
 *
 * @param text the question as asked
 * @param about the same without adverbs like "now" and "currently", which say which answer counts and not what it is about; not left out where there is
 *     nothing else
 * @param rest {@code about} without the times; empty if that asks for anything that there was then: "What happened on Monday?"
 * @param type what kind of answer it wants
 * @param times the times that it names
 * @param offsets the times that it hangs on events: "after the wedding"
 * @param order which one it wants by the order of time
 * @param entities the names in it, each once
 * @param quotes what stands in quotation marks, without them
 * @param quantities the numbers in it that belong to no time
 * @param clauses its parts, each to be searched for by itself; one, the whole, if it has no parts
 * @param asksForLatest whether it wants what is so now: latest, current, these days
 * @param asksForHistory whether it wants what was so: used to, previously, originally, first
 * @param negated whether it asks for what is not so
 */
public record Question(
        String text,
        String about,
        String rest,
        QuestionType type,
        List<TimeMention> times,
        List<EventOffset> offsets,
        Order order,
        List<Entity> entities,
        List<String> quotes,
        List<Quantity> quantities,
        List<String> clauses,
        boolean asksForLatest,
        boolean asksForHistory,
        boolean negated) {
    public Question {
        requireNonNull(text, "text");
        requireNonNull(about, "about");
        requireNonNull(rest, "rest");
        requireNonNull(type, "type");
        requireNonNull(order, "order");
        times = List.copyOf(times);
        offsets = List.copyOf(offsets);
        entities = List.copyOf(entities);
        quotes = List.copyOf(quotes);
        quantities = List.copyOf(quantities);
        clauses = List.copyOf(clauses);
    }
}
