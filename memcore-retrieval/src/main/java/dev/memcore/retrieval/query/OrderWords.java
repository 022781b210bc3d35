package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.query.date.Tokens;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Determines which position in the order of time a question asks for, by its words outside quotations and named times.
 */
final class OrderWords {
    /** Before these words, "first" or "second" is part of a name or a rank, and "last" is part of a time. */
    private static final Set<String> NO_ORDER = Set.of(
            "name",
            "names",
            "aid",
            "place",
            "prize",
            "class",
            "grade",
            "lady",
            "person",
            "language",
            "floor",
            "hand",
            "gear",
            "half",
            "quarter",
            "cousin",
            "cousins",
            "and",
            "or",
            "night",
            "evening",
            "morning",
            "season");

    /**
     * The nouns with which "the first" asks for an order: "the first time". With other nouns it describes: "the first
     * president".
     */
    private static final Set<String> OWN = Set.of("time", "thing", "day", "one");

    /** After these words, "second" is a short time: "a second". In "the second" or "her second" it is a position. */
    private static final Set<String> INDEFINITE = Set.of("a", "one", "per", "each", "every");

    private final Tokens tokens;
    private final BitSet quoted;
    private final List<TimeMention> times;
    private final List<EventOffset> offsets;
    private final Question.Type type;

    OrderWords(Tokens tokens, BitSet quoted, List<TimeMention> times, List<EventOffset> offsets, Question.Type type) {
        this.tokens = tokens;
        this.quoted = quoted;
        this.times = times;
        this.offsets = offsets;
        this.type = type;
    }

    Question.Order order() {
        if (isSequence()) {
            return new Question.Order(Question.Order.Kind.SEQUENCE, 0, "");
        }
        for (EventOffset offset : offsets) {
            if (offset.unbounded()) {
                return new Question.Order(
                        offset.before() ? Question.Order.Kind.BEFORE : Question.Order.Kind.AFTER, 0, offset.event());
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            Question.Order order = isFree(i) ? at(i) : Question.Order.NONE;
            if (!order.equals(Question.Order.NONE)) {
                return order;
            }
        }
        return Question.Order.NONE;
    }

    /**
     * Whether the question asks for a choice between several things, or for their order. "What is the latest" asks for
     * neither.
     */
    private boolean isSequence() {
        boolean several = false;
        for (int i = 0; i < tokens.size(); i++) {
            several |= tokens.is(i, "or") || tokens.is(i, "order");
        }
        return type == Question.Type.ORDER && several;
    }

    private Question.Order at(int i) {
        Token token = tokens.at(i);
        boolean described = tokens.is(i - 1, "the") && !tokens.in(i + 1, OWN);
        if (tokens.in(i + 1, NO_ORDER) || (described && !token.is("earliest"))) {
            return Question.Order.NONE;
        }
        if (token.is("last")) {
            return new Question.Order(Question.Order.Kind.LAST, 0, "");
        }
        if (token.is("first") || token.is("earliest")) {
            return new Question.Order(Question.Order.Kind.FIRST, 0, "");
        }
        boolean time = token.is("second") && tokens.in(i - 1, INDEFINITE);
        return token.is(Kind.ORDINAL) && token.value() > 1 && !time
                ? new Question.Order(Question.Order.Kind.NTH, token.value(), "")
                : Question.Order.NONE;
    }

    /** Whether a word is outside quotations and times: "last week" is a time. */
    private boolean isFree(int i) {
        Token token = tokens.at(i);
        return !quoted.get(i)
                && times.stream().noneMatch(time -> token.start() >= time.start() && token.end() <= time.end());
    }
}
