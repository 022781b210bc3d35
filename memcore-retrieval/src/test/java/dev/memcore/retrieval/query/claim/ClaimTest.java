package dev.memcore.retrieval.query.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.report.Conflict.Reason;
import dev.memcore.retrieval.text.StaticTable;
import dev.memcore.retrieval.text.WordCodes;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts contradict each other, by their words alone. */
final class ClaimTest {
    private static final WordCodes CODES = new WordCodes(StaticTable.bundled());

    private static String between(String one, String other) {
        for (Claim claim : Claim.of(one, "Ann")) {
            for (Claim against : Claim.of(other, "Ann")) {
                Optional<Reason> reason = claim.against(against, CODES.similarities()::of);
                if (reason.isPresent()) {
                    return reason.get().name();
                }
            }
        }
        return "NONE";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER   | Ann is 30 years old            | Ann is 31 years old",
                "NUMBER   | Ann is 30 years old            | I'm thirty-one years of age.",
                "NUMBER   | The house has two bathrooms    | The house has three bathrooms.",
                "NUMBER   | The rent is 900 euros a month  | The monthly rent is eight hundred and fifty euros",
                "DATE     | The meeting starts at 9:30     | The meeting begins at 10:15",
                "DATE     | The launch is on 3 May         | The launch is on May 5th, 2025",
                "DATE     | My yoga class is on Mondays    | Ann's yoga class takes place on Thursday",
                "DATE     | Ann was born in 1990           | Ann was born in 1991",
                "NEGATION | Ann likes dogs a lot           | Ann doesn't like dogs a lot",
                "NEGATION | Ann is allergic to nuts        | Ann is not allergic to nuts",
                "NEGATION | The bridge can carry trucks    | The bridge can't carry trucks",
                "NEGATION | I drink coffee every morning   | Ann has stopped drinking coffee",
                "NEGATION | Ann works at Google            | I no longer work for Google",
                "OPPOSITE | The office door is open        | The office door is closed",
                "OPPOSITE | Tom loves jazz music           | Tom hates jazz music",
                "OPPOSITE | Ann is a vegetarian            | I eat meat every day",
                "OPPOSITE | The report is finished         | The report is still unfinished",
                "VALUE    | Ann lives in Rome              | I've moved to Oslo",
                "VALUE    | Ann's dentist is Dr. Kline     | The name of my dentist is Dr. Weiss",
                "VALUE    | Ann's keys are under the mat   | I keep my keys in the drawer",
                "NONE     | Ann is 30 years old            | Ann is 30 years old",
                "NONE     | Ann is 30 years old            | Tom is 31 years old",
                "NONE     | Ann is 30 years old            | Ann is 31 months old",
                "NONE     | Ann is 30 years old            | My sister is 31 years old",
                "NONE     | Room 4 is being painted        | Room 5 is being painted",
                "NONE     | The weather on day 3 is fine   | The weather on day 5 is fine",
                "NONE     | Task 12 is finished            | Task 13 is not finished",
                "NONE     | Is Ann 30 years old?           | Ann is 31 years old",
                "NONE     | He is 30 years old             | He is 31 years old",
                "NONE     | To Ann, 30 is old              | To. In. 's. -. 't. On 3 in to at n't N'T",
                "NONE     | Yes, no                        | Yes, yes",
                "NONE     | Ann lives in Paris             | Ann lives in France",
                "NONE     | The keys are in the kitchen    | The keys are in the drawer in the kitchen",
                "NONE     | Ann likes chess                | I like sailing",
                "NONE     | Ann's brother is Tom           | Ann has a brother named Jim",
                "NONE     | Ann doesn't eat meat on Friday | Ann eats meat",
                "NONE     | Ann doesn't have a dog         | If Ann had a dog, we would walk",
                "NONE     | Ann lives in Rome              | I want to live in Oslo",
                "NONE     | Ann lives in Rome              | Ann used to live in Oslo",
                "NONE     | The door isn't open            | The door is closed",
                "NONE     | Nobody is here but Ann and Tom | Nobody is there but Ann and Tom",
            })
    void claimsThatDifferInAValueADenialOrAnOpposite(String reason, String one, String other) {
        assertEquals(reason, between(one, other));
        assertEquals(reason, between(other, one));
    }
}
