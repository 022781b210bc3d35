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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final String MANNERS =
            "(?:(?:a|an|the|some|clear|brief|short|quick|detailed|comprehensive|complete|full|"
                    + "concise|thorough|different|various|all)\\b,?\\s*)*";

    private static final String ASPECTS = "(?:" + MANNERS
            + "(?:aspects|topics|concepts|parts|points|subjects|details)\\s+(?:of|about|related to)\\s)?";

    /** A request to answer at the start, with the form of the answer: "can you give me a short summary of". */
    private static final String REQUEST =
            "\\A\\s*(?:please\\s+)?(?:(?:can|could|would|will)\\s+you\\s+(?:please\\s+)?)?"
                + "(?:list|give|show|tell|walk|explain|summari[sz]e|recap|remind|describe|provide|outline)\\s+(?:(?:me|us)\\b\\s*)?"
                + "(?:(?:through|with|about|of)\\s+)?(?:" + MANNERS
                    + "(?:summary|overview|recap|list|timeline|outline|account|description)\\s+(?:of|about|on)\\s+)?";

    /** The order in which something was said: "the order in which I brought up different aspects of". */
    private static final String SAID = "\\b(?:the order in which|how|what) (?:i|we)(?: have|'ve)? "
            + "(?:brought up|mentioned|discussed|talked about|raised)\\s*" + ASPECTS;

    /** The place of what was said: "throughout our conversations". */
    private static final String CONVERSATIONS = ",?\\s*\\b(?:throughout|across|over|during|in|from) (?:all )?(?:of )?"
            + "(?:our|my|the|these|those) (?:(?:past|previous|earlier|different|various) )*"
            + "(?:conversations?|chats?|discussions?|sessions|messages)\\b";

    /** A demand on the form of the answer: "in order", "Mention only five items". */
    private static final String FORM =
            ",?\\s*\\bin (?:(?:chronological|the right|the correct) )?order\\b(?! (?:to|of|that|for)\\b)"
                    + "|\\b(?:mention|list|name|give|include)(?: me)? (?:only|exactly|just)(?: and only)?\\s+\\w+ "
                    + "(?:items?|points?|things?|topics?|aspects?)\\b\\.?";

    /** Frames are sought in that many first characters: one search of a word border may read all before it. */
    private static final int FRAMED_CHARACTERS = 1_000;

    /** Says how to answer, or speaks about the conversation itself. Texts that answer do not contain it. */
    private static final Pattern FRAME =
            Pattern.compile(String.join("|", REQUEST, SAID, CONVERSATIONS, FORM), Pattern.CASE_INSENSITIVE);

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
        List<String> quotations = quotes.stream().map(Quotes.Quote::text).toList();
        List<Question.Quantity> quantities = new Quantities(tokens).outside(times);
        List<String> clauses = new Clauses(question, tokens, quoted).all();
        List<EventOffset> offsets = TimeExpressions.offsets(question);
        StateQuestion state = StateQuestion.of(question);
        OtherQuestion other = OtherQuestion.of(question);
        if (other != null) {
            return new Question(
                    question,
                    other.about(times),
                    other.rest(times),
                    other.type(),
                    times,
                    offsets,
                    other.order(),
                    entities,
                    quotations,
                    quantities,
                    clauses,
                    other.asksForLatest(),
                    other.asksForHistory(),
                    other.negated(),
                    state);
        }
        Wording wording = new Wording(tokens, quoted);
        Question.Type type = new QuestionForm(wording).type();
        BitSet leftOut = wording.sayingNow();
        leftOut.or(framing(question, tokens, quoted));
        return new Question(
                question,
                about(question, tokens, leftOut),
                rest(question, tokens, leftOut, times),
                type,
                times,
                offsets,
                new OrderWords(tokens, quoted, times, offsets, type).order(),
                entities,
                quotations,
                quantities,
                clauses,
                wording.asksForLatest(),
                wording.asksForHistory(),
                wording.negated(),
                state);
    }

    /** The positions of the tokens that belong to a frame, not to its quotations. */
    private static BitSet framing(String question, Tokens tokens, BitSet quoted) {
        BitSet framing = new BitSet();
        Matcher frame = FRAME.matcher(question).region(0, Math.min(question.length(), FRAMED_CHARACTERS));
        int next = 0;
        while (frame.find()) {
            while (next < tokens.size() && tokens.at(next).start() < frame.start()) {
                next++;
            }
            while (next < tokens.size() && tokens.at(next).end() <= frame.end()) {
                framing.set(next++);
            }
        }
        framing.andNot(quoted);
        return framing;
    }

    /** The question without its times and without what {@code about} leaves out; empty if it asks for anything. */
    private static String rest(String question, Tokens tokens, BitSet withoutTimes, List<TimeMention> times) {
        BitSet leftOut = new BitSet();
        leftOut.or(withoutTimes);
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
