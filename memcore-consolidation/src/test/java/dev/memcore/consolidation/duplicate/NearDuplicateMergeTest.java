package dev.memcore.consolidation.duplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.Scopes;
import dev.memcore.testkit.ListScopeView;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NearDuplicateMergeTest {
    private static final Observation FACT = Observation.of("My dog is called Rex.");
    private static final Observation AGAIN = Observation.of("Well, my dog is really called Rex!");

    /** Who is superseded by whom, by number. */
    private static String merges(ListScopeView scope) {
        return Scopes.proposals(Policies.mergeNearDuplicates(), scope).stream()
                .map(MemoryOp.Supersede.class::cast)
                .collect(Collectors.toMap(
                        op -> op.id().leastSignificant(), op -> op.by().leastSignificant(), (a, b) -> a, TreeMap::new))
                .toString();
    }

    private static Observation with(Observation observation, UnaryOperator<Observation.Builder> change) {
        return change.apply(observation.toBuilder()).build();
    }

    @Test
    void theLatestStandsForAllThatSayTheSame() {
        Observation other = Observation.of("My dog is called Max.");
        Observation dog = Observation.of("My dog is called Rex");
        assertEquals("{1=4, 3=4}", merges(Scopes.of(dog, other, FACT, dog)));
        ListScopeView two = Scopes.of(FACT, FACT);
        MemoryOp merge = Scopes.proposals(Policies.mergeNearDuplicates(), two).getFirst();
        assertEquals(Set.of(Scopes.id(1), Scopes.id(2)), merge.cause().evidence());
        assertEquals("says the same as " + Scopes.id(2), merge.cause().reason());
    }

    @Test
    void aPinnedOneStandsForTheOthersThenATrustedOne() {
        Observation pinned = with(FACT, b -> b.pinned(true));
        Observation doubted = with(FACT, b -> b.trust(0.3));
        assertEquals("{2=1, 3=1}", merges(Scopes.of(pinned, FACT, FACT)));
        assertEquals("{}", merges(Scopes.of(pinned, pinned)));
        assertEquals("{2=1}", merges(Scopes.of(FACT, doubted)));
    }

    @Test
    void aChainOfSlipsIsNotFollowed() {
        Observation one = Observation.of("Our documentation is complete");
        Observation two = Observation.of("Our documentaion is complete");
        Observation three = Observation.of("Our docmentaion is complete");
        assertEquals("{2=3}", merges(Scopes.of(one, two, three)));
        assertEquals("{1=2, 3=2}", merges(Scopes.of(one, with(two, b -> b.pinned(true)), three)));
    }

    @Test
    void differentCircumstancesAreDifferentMemories() {
        for (Observation other : List.of(
                with(FACT, b -> b.speaker("Ann")),
                with(FACT, b -> b.role(Role.ASSISTANT)),
                with(FACT, b -> b.kind(Kind.FACT)),
                with(FACT, b -> b.label("private")),
                with(FACT, b -> b.attribute("project", "x")),
                with(FACT, b -> b.validFrom(Scopes.NOW)),
                with(FACT, b -> b.validTo(Scopes.NOW)),
                with(FACT, b -> b.toolCallId("call-1")),
                with(FACT, b -> b.tier(Tier.ARCHIVE)),
                with(FACT, b -> b.expiresAt(Scopes.NOW.plusSeconds(1))))) {
            assertEquals("{}", merges(Scopes.of(FACT, other)), other::toString);
        }
    }

    @Test
    void whatExpiresIsMergedIntoWhatStays() {
        Observation expiring = with(FACT, b -> b.expiresAt(Scopes.NOW.plusSeconds(1)));
        assertEquals("{1=2}", merges(Scopes.of(expiring, FACT)));
    }

    @Test
    void differentTimesAreDifferentEvents() {
        Observation march = with(FACT, b -> b.eventTime(EventTime.at(Scopes.NOW)));
        Observation later = with(FACT, b -> b.eventTime(EventTime.at(Scopes.NOW.plusSeconds(60))));
        assertEquals("{}", merges(Scopes.of(march, later)));
        assertEquals("{1=2}", merges(Scopes.of(march, FACT)));
        Observation today = Observation.of("I ran ten miles today");
        assertEquals("{}", merges(Scopes.of(today, today)), "recorded on different days");
        Memory morning = ListScopeView.memory(Scopes.id(1), Scopes.SCOPE, Scopes.NOW, today);
        Memory evening = ListScopeView.memory(Scopes.id(2), Scopes.SCOPE, Scopes.NOW.plus(Duration.ofHours(6)), today);
        assertEquals("{1=2}", merges(ListScopeView.of(Scopes.SCOPE, Scopes.NOW, List.of(morning, evening))));
    }

    @Test
    void messagesOfConversationsAreLeftWhereTheyWereSaid() {
        for (String text : List.of(
                "Yes please, do that now.",
                "The blue one with the long sleeves, size 42.",
                "\u597d\u7684\uff0c\u8bf7\u73b0\u5728\u5c31\u505a\u5427\u3002",
                FACT.text())) {
            Observation turn = Observation.builder(text)
                    .kind(Kind.TURN)
                    .session("s1")
                    .role(Role.USER)
                    .build();
            for (Tier tier : List.of(Tier.SHORT, Tier.MID, Tier.LONG)) {
                Observation other = with(turn, b -> b.tier(tier));
                assertEquals("{}", merges(Scopes.of(turn, other)), "in one session");
                assertEquals("{}", merges(Scopes.of(turn, with(other, b -> b.session("s2")))), "across sessions");
                assertEquals("{}", merges(Scopes.of(turn, with(other, b -> b.session(null)))), "a turn of no session");
                assertEquals(
                        "{}", merges(Scopes.of(with(turn, b -> b.session(null)), with(turn, b -> b.session(null)))));
            }
        }
        Observation noted = with(FACT, b -> b.session("s1"));
        assertEquals("{}", merges(Scopes.of(noted, with(noted, b -> b.session("s2")))), "a window has them all");
        assertEquals("{}", merges(Scopes.of(noted, FACT)));
    }

    @Test
    void whatWasMadeFromMessagesIsMergedAcrossSessions() {
        Observation one = with(FACT, b -> b.session("s1").derivedFrom(Scopes.id(800)));
        Observation other = with(AGAIN, b -> b.session("s2").derivedFrom(Scopes.id(801)));
        assertEquals("{1=2}", merges(Scopes.of(one, other)));
    }

    @Test
    void manyThatAreAlmostAlikeStayApart() {
        Observation[] letters = IntStream.range(0, 200)
                .mapToObj(i ->
                        Observation.of("we like swim" + (char) ('a' + i % 26) + "x" + (char) ('a' + i / 26) + "ing"))
                .toArray(Observation[]::new);
        assertEquals("{}", merges(Scopes.of(letters)));
        letters[0] = AGAIN;
        letters[199] = FACT;
        assertEquals("{1=200}", merges(Scopes.of(letters)));
    }
}
