package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

import dev.memcore.retrieval.query.Entities.Entity;
import dev.memcore.retrieval.query.date.TimeExpressions;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.query.date.Tokens;
import dev.memcore.retrieval.query.date.Tokens.Token;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Analyses a question by its form: the kind of answer it asks for, and its times, names, quotations and numbers. Uses
 * no model and no index. Takes time linear in the question's length. Stateless.
 */
final class QuestionAnalysis {
    /** Words that ask for anything that happened at a time. */
    private static final Set<String> ANYTHING = Set.of(
            "happen",
            "happens",
            "happened",
            "happening",
            "go",
            "going",
            "went",
            "on",
            "do",
            "does",
            "done",
            "doing",
            "say",
            "says",
            "said",
            "tell",
            "told",
            "talk",
            "talked",
            "discuss",
            "discussed",
            "mention",
            "mentioned",
            "thing",
            "things",
            "anything",
            "something",
            "everything",
            "event",
            "events",
            "any",
            "all",
            "show",
            "list",
            "up");

    private QuestionAnalysis() {}

    /**
     * Analyses a question.
     *
     * @param askedAt when it was asked, in the years 2 to 9998
     * @param zone where it was asked; "yesterday" is the day before by its calendar
     */
    static Question of(String question, Instant askedAt, ZoneId zone) {
        requireNonNull(question, "question");
        Tokens tokens = new Tokens(question);
        List<TimeMention> times = TimeExpressions.find(question, askedAt, zone);
        List<Entity> entities = Entities.in(question);
        List<Quotes.Quote> quotes = Quotes.in(question);
        BitSet quoted = Quotes.tokens(tokens, quotes);
        Wording wording = new Wording(tokens, quoted);
        Question.Type type = new QuestionForm(wording).type();
        List<EventOffset> offsets = TimeExpressions.offsets(question);
        return new Question(
                question,
                about(question, tokens, wording.sayingNow()),
                rest(question, tokens, wording.sayingNow(), times),
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

    /** The question without its times and without adverbs like "now"; empty if it asks for anything. */
    private static String rest(String question, Tokens tokens, BitSet now, List<TimeMention> times) {
        BitSet leftOut = new BitSet();
        leftOut.or(now);
        BitSet timely = new BitSet();
        times.forEach(time -> timely.set(time.start(), time.end()));
        boolean speaks = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.at(i);
            leftOut.set(i, leftOut.get(i) || timely.get(token.start()));
            boolean empty = token.is(Token.Kind.SYMBOL) || ANYTHING.contains(token.word()) || token.isFunctionWord();
            speaks |= !leftOut.get(i) && !empty;
        }
        return speaks ? about(question, tokens, leftOut) : "";
    }

    /** See {@link Question#asksForAnything}. */
    static boolean asksForAnything(String word) {
        return ANYTHING.contains(word.toLowerCase(Locale.ROOT));
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
