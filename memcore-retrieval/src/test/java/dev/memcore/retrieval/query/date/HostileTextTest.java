package dev.memcore.retrieval.query.date;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.query.Entities;
import dev.memcore.retrieval.query.Question;
import dev.memcore.retrieval.query.date.Tokens.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work grows with the text and no faster, whatever the text repeats. */
final class HostileTextTest {
    private static final Instant SAID = Instant.parse("2023-07-12T16:33:00Z");
    private static final int MEGABYTE = 1 << 20;

    /** Far above any question, and small enough for a slow machine to read twenty of them. */
    private static final int LONG_QUESTION = 1 << 17;

    /** More tokens than any of the texts here needs to have looked at, for each token that it has. */
    private static final int MOST_READS = 2_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the week before ",
                "between May and ",
                "from 5 to 7 May ",
                "two weeks before the ",
                "early mid-late ",
                "the first weekend of August of ",
                "Monday, ",
                "1-2/3.4:5-",
                "7 May, 2023, 4:04 pm on ",
                "a year and a half and a half ",
                "since after before until ",
                "the ",
                "a ",
                "'",
                "last this past next ",
                "before the before my before ",
            })
    void theGrammarReadsABoundedNumberOfTokensFromEachPlace(String unit) {
        long once = reads(unit.repeat(200));
        long tenTimes = reads(unit.repeat(2_000));
        assertTrue(tenTimes <= 11 * once, () -> once + " reads became " + tenTimes + " in ten times the text");
        long tokens = new Tokens(unit.repeat(200)).size();
        assertTrue(once <= MOST_READS * tokens, () -> once + " reads of " + tokens + " tokens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the state that the Rome which ",
                "what is a man who ",
                "and what and when ",
                "\"a\" 'b' ",
                "\"",
                "'a ",
                "A",
                "A ",
                "Aa of ",
                "Mr. ",
                "U.S.",
                "9",
                "9 ",
                "a.",
                "\u0301",
                "A\u0301",
                "\uD83C",
                "\n",
                "the week before ",
                "one hundred thousand ",
            })
    void aLongQuestionIsReadInSeconds(String unit) {
        String text = unit.repeat(LONG_QUESTION / unit.length());
        assertTimeout(Duration.ofSeconds(20), () -> {
            Question question = Question.of(text, SAID, ZoneOffset.UTC);
            assertEquals(text, question.text());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"the week before ", "A ", "'a ", "9", "Aa of ", "A\u0301"})
    void aMegabyteOfTextIsReadInSeconds(String unit) {
        String text = unit.repeat(MEGABYTE / unit.length());
        assertTimeout(Duration.ofSeconds(20), () -> {
            TimeExpressions.find(text, SAID, ZoneOffset.UTC);
            assertTrue(Entities.in(text).size() <= 2);
        });
    }

    private static long reads(String text) {
        CountingTokens tokens = new CountingTokens(text);
        TimeExpressions.find(tokens, SAID, ZoneOffset.UTC);
        new EventGrammar(tokens, text).all();
        return tokens.reads;
    }

    /** Counts how often a rule looks at a token. */
    private static final class CountingTokens extends Tokens {
        private long reads;

        CountingTokens(String text) {
            super(text);
        }

        @Override
        public Token at(int i) {
            reads++;
            return super.at(i);
        }
    }
}
