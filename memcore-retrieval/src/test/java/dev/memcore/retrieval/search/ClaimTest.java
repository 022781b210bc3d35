package dev.memcore.retrieval.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.retrieval.text.TermAnalysis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts contradict each other, by their words alone. */
final class ClaimTest {
    private final TermAnalysis analysis = new TermAnalysis();

    private String between(String one, String other) {
        return Claim.of(one)
                .flatMap(claim -> Claim.of(other).flatMap(against -> claim.against(against, analysis)))
                .map(Enum::name)
                .orElse("NONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER   | Ann is 30 years old            | Ann is 31 years old",
                "NUMBER   | The house has two bathrooms    | The house has three bathrooms.",
                "NUMBER   | The meeting starts at 9:30     | The meeting starts at 10:15",
                "NUMBER   | The launch is on 3 May         | The launch is on 5 May",
                "NEGATION | Ann likes dogs a lot           | Ann doesn't like dogs a lot",
                "NEGATION | Ann is allergic to nuts        | Ann is not allergic to nuts",
                "NEGATION | The bridge can carry trucks    | The bridge can't carry trucks",
                "OPPOSITE | The office door is open        | The office door is closed",
                "OPPOSITE | Tom loves jazz music           | Tom hates jazz music",
                "NONE     | Ann is 30 years old            | Ann is 30 years old",
                "NONE     | Ann is 30 years old            | Tom is 31 years old",
                "NONE     | Ann is 30 years old            | Ann is 31 months old",
                "NONE     | Room 4 is being painted        | Room 5 is being painted",
                "NONE     | The weather on day 3 is fine   | The weather on day 5 is fine",
                "NONE     | Task 12 is finished            | Task 12 is not started",
                "NONE     | Is Ann 30 years old?           | Ann is 31 years old",
                "NONE     | He is 30 years old             | He is 31 years old",
                "NONE     | Yes, no                        | Yes, yes",
                "NONE     | Ann lives in the city of Rome  | Ann lives in the city of Oslo",
                "NONE     | Ann ran 5 km with Tom          | Ann ran 6 km with Tom",
                "NONE     | Nobody is here but Ann and Tom | Nobody is there but Ann and Tom",
            })
    void claimsThatDifferInAValueADenialOrAnOpposite(String reason, String one, String other) {
        assertEquals(reason, between(one, other));
        assertEquals(reason, between(other, one));
    }
}
