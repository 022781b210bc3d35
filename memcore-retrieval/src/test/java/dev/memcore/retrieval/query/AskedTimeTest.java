package dev.memcore.retrieval.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.query.Question.AskedTime;
import dev.memcore.spi.index.FactTimeline.Interval;
import dev.memcore.spi.index.KeyedFact;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTimeTest {
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    private static AskedTime time(String question) {
        return AskedTime.of(QuestionAnalysis.of(question, NOW, ZoneOffset.UTC), NOW);
    }

    /** A name for an interval: now, until now, from now on, ever, or both of its ends. */
    private static String name(Interval time) {
        Interval now = Interval.at(NOW);
        if (time.equals(now)) {
            return "now";
        }
        if (time.equals(Interval.EVER)) {
            return "ever";
        }
        if (time.from() == KeyedFact.ALWAYS && time.to() == now.to()) {
            return "until now";
        }
        if (time.from() == now.from() && time.to() == KeyedFact.FOREVER) {
            return "from now";
        }
        return day(time.from()) + " to " + day(time.to());
    }

    private static String day(long moment) {
        if (moment == KeyedFact.ALWAYS || moment == KeyedFact.FOREVER) {
            return "open";
        }
        Instant instant = Instant.ofEpochMilli(moment);
        return instant.equals(NOW.plusMillis(1)) ? "now" : instant.toString().substring(0, 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What does Tessa drive now?           | now",
                "What does Tessa drive?               | now",
                "Where is the office located?         | now",
                "What is my preferred airline?        | now",
                "What is the current visual art?      | now",
                "What is her latest address?          | now",
                "Tessa's car                          | now",
                "Tessa drove to Ulm.                  | now",
                "How old is she?                      | now",
                "What does she drink in the morning?  | now",
                "Does she still live in Rome?         | now",
                "Where does she live these days?      | now",
                "Wo wohnt Lea?                        | now",
                "What did Tessa drive on holiday?     | until now",
                "Where did Lea live?                  | until now",
                "Who hired Ann?                       | until now",
                "Which cars has Tessa driven?         | until now",
                "Have you met her brother?            | until now",
                "When did Lea live in Paris?          | until now",
                "What did she do next?                | until now",
                "What is her previous address?        | ever",
                "Where did she live before, originally? | ever",
                "Did she ever live in Paris?          | ever",
                "What is my old phone number?         | ever",
                "What did the price use to be over time? | ever",
                "Where was she two weeks after the wedding? | ever",
                "What will the price be?              | from now",
                "What is the price going to be?       | from now",
                "When does the contract end?          | from now",
                "How long is the lease?               | from now",
                "What is her upcoming trip?           | from now",
                "Where did Lea live in 2023?          | 2023-01-01 to 2024-01-01",
                "Where does Lea live in 2023          | 2023-01-01 to 2024-01-01",
                "What was the price last year?        | 2025-01-01 to 2026-01-01",
                "Where has she lived since 2024?      | 2024-01-01 to open",
                "Where did she live before 2020?      | open to 2020-01-01",
                "Where did she live in 2019 and in 2021? | 2019-01-01 to 2022-01-01",
                "Where did she live in 2023 and where does she live now? | 2023-01-01 to now",
                "In 2024 we moved to Ulm.             | 2024-01-01 to now",
                "Last year I was in Rome. Where is my passport? | now",
                "Where does Lea live? She was in Rome last year. | now",
                "Hi! Where did Lea live in 2023? Thanks. | 2023-01-01 to 2024-01-01",
            })
    void aQuestionIsAboutTheTimeThatItsFormTells(String question, String expected) {
        AskedTime time = time(question);
        assertEquals(expected, name(time.facts()), question);
        assertEquals(expected, name(time.others()), question);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What did I say my favourite colour is?",
                "What did I tell you about the Fiat?",
                "Have I mentioned the name of my dog?",
                "What is the hotel where we stayed?",
                "What is the colour that I told you?"
            })
    void whereOnlyTheSayingIsPastFactsAreThoseOfNow(String question) {
        AskedTime time = time(question);
        assertEquals("now", name(time.facts()));
        assertEquals("until now", name(time.others()));
    }

    @Test
    void whatIsQuotedSaysNothing() {
        assertEquals("now", name(time("Who sings \"Yesterday was 2019\"?").facts()));
    }

    @Test
    void everyTextIsAboutSomeTime() {
        Random random = new Random(11);
        String[] words = "what did was 2023 ? . now where \" ' lived has previous last year , 14 March the".split(" ");
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(' ').append(words[random.nextInt(words.length)]);
            }
            AskedTime time = time(text.toString());
            assertTrue(time.facts().from() < time.facts().to(), text::toString);
            assertTrue(time.others().from() < time.others().to(), text::toString);
        }
    }
}
