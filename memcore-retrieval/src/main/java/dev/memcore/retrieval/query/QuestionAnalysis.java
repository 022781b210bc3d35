package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;

/**
 * Reads a question by its form: what kind of answer it wants, and which times, names, quotations and numbers it has. No model,
 * no index. Time is linear in the question's length, whatever the question. Stateless.
 */
public final class QuestionAnalysis {
    private QuestionAnalysis() {}

    /**
     * What the question says.
     *
     * @param askedAt when it was asked, in the years 2 to 9998; "yesterday" is the day before, in UTC
     */
    public static Question of(String question, Instant askedAt) {
        requireNonNull(question, "question");
        Tokens tokens = new Tokens(question);
        List<TimeMention> times = TimeExpressions.find(question, askedAt, ZoneOffset.UTC);
        List<Entity> entities = Entities.in(question);
        List<Quotes.Quote> quotes = Quotes.in(question);
        BitSet quoted = Quotes.tokens(tokens, quotes);
        Wording wording = new Wording(tokens, quoted);
        QuestionType type = new QuestionForm(wording).type();
        List<EventOffset> offsets = TimeExpressions.offsets(question);
        return new Question(
                question,
                about(question, tokens, wording.sayingNow()),
                type,
                times,
                offsets,
                new OrderWords(tokens, quoted, times, offsets, type).order(),
                entities,
                quotes.stream().map(Quotes.Quote::text).toList(),
                new Quantities(tokens).outside(times),
                new Clauses(question, tokens, quoted).all(),
                wording.asksForLatest(),
                wording.asksForHistory(),
                wording.negated());
    }

    private static String about(String question, Tokens tokens, BitSet leftOut) {
        StringBuilder about = new StringBuilder();
        int from = 0;
        boolean speaks = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.at(i);
            if (leftOut.get(i)) {
                about.append(question, from, token.start());
                from = token.end();
            } else {
                speaks |= token.is(Token.Kind.WORD);
            }
        }
        return speaks ? about.append(question, from, question.length()).toString() : question;
    }
}
