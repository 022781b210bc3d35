package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.memcore.retrieval.query.Question.State.Moment;
import dev.memcore.retrieval.query.StateQuestion.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StateQuestionTest {
    private static Question.@Nullable State of(String question) {
        return Question.of(question, Instant.EPOCH, ZoneOffset.UTC).state();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        Where is the router? | 1 | The router is in the cupboard next to the front door.
        Where is the router? | 1 | We moved the router to the living room.
        Where is the router? | 1 | I just put the router on top of the fridge
        Where is the router? | 1 | The router now sits behind the TV.
        Where is the router? | 1 | The router got relocated to the basement yesterday.
        Where is the router? | 1 | Dad hid the router inside the piano bench.
        Where is the router? | 1 | The router has been sitting in the garage since May.
        Where is the router? | 1 | I stuck the router under the stairs.
        Where is the router? | 0 | I cleaned the router.
        Where is the router? | 0 | The router keeps losing its connection.
        Where is the router? | 0 | I bought a case for the router in Berlin.
        Where is the router? | 0 | The router cable is in the drawer.
        Where is the router? | 0 | Where did we buy the router in Paris?
        Where is the router? | 0 | Anna asked whether the router was in the kitchen.
        Where is the router? | 0 | The box next to the router is in the way.
        Where are my keys? | 1 | My keys are on the hook by the door.
        Where are my keys? | 1 | I left my keys at the office.
        Where are my keys? | 1 | The keys are in my coat pocket.
        Where are my keys? | 1 | I dropped the keys into the blue bowl.
        Where are my keys? | 0 | I lost my keys.
        Where's the passport now? | 1 | The passport is in the safe.
        Where's the passport now? | 1 | I gave the passport to my brother.
        Where's the passport now? | 1 | I keep the passport in the top drawer.
        Where's the passport now? | 1 | I took the passport to the embassy.
        Where's the passport now? | 0 | My passport expires in June.
        Do you know where the car is parked? | 1 | I parked the car on Elm Street.
        Do you know where the car is parked? | 1 | The car is parked on level 3.
        Do you know where the car is parked? | 1 | The car is at the garage for repairs.
        Do you know where the car is parked? | 0 | I washed the car on Sunday.
        Who has the spare key? | 1 | Lena has the spare key.
        Who has the spare key? | 1 | I gave the spare key to Tom.
        Who has the spare key? | 1 | The spare key is with our neighbour.
        Who has the spare key? | 1 | Marta took the spare key.
        Who has the spare key? | 1 | I lent Jonas the spare key.
        Who has the spare key? | 1 | The spare key was handed to Sarah yesterday.
        Who has the spare key? | 1 | Tom gave the spare key back to me.
        Who has the spare key? | 0 | I made a spare key at the shop.
        Who's got the projector at the moment? | 1 | The projector is at Nina's.
        Who's got the projector at the moment? | 1 | Nina has got the projector.
        Who's got the projector at the moment? | 1 | Marketing borrowed the projector.
        Who's got the projector at the moment? | 1 | We passed the projector on to the design team.
        Who's got the projector at the moment? | 0 | The projector needs a new bulb.
        What state is the bike in? | 1 | The bike has a flat tyre.
        What state is the bike in? | 1 | The bike is broken.
        What state is the bike in? | 1 | The bike is fixed now.
        What state is the bike in? | 1 | The bike works again.
        What state is the bike in? | 1 | The bike's brakes are worn.
        What state is the bike in? | 1 | I repaired the bike.
        What state is the bike in? | 0 | I rode the bike to work.
        What state is the bike in? | 0 | The bike is in the shed.
        What is the status of the invoice? | 1 | The invoice is paid.
        What is the status of the invoice? | 1 | The invoice is still open.
        What is the status of the invoice? | 1 | The invoice was approved.
        What is the status of the invoice? | 1 | The invoice has been rejected.
        What is the status of the invoice? | 0 | I sent the invoice to Carla.
        When is the dentist appointment? | 1 | The dentist appointment is on Friday at 10.
        When is the dentist appointment? | 1 | The dentist appointment has been moved to 14 March.
        When is the dentist appointment? | 1 | My dentist appointment got pushed to next Tuesday.
        When is the dentist appointment? | 1 | We rescheduled the dentist appointment for Monday.
        When is the dentist appointment? | 1 | Dentist appointment: Thursday, 9:30
        When is the dentist appointment? | 1 | The dentist appointment will be at noon.
        When is the dentist appointment? | 0 | I am scared of the dentist appointment.
        When is the dentist appointment? | 0 | I told Anna about the dentist appointment on Monday.
        When does the meeting start? | 1 | The meeting starts at 9.
        When does the meeting start? | 1 | The meeting now begins at 10:30.
        When does the meeting start? | 1 | The meeting was moved to 3pm.
        When does the meeting start? | 1 | They shifted the meeting to 11.
        When does the meeting start? | 0 | The meeting was boring.
        What is the Wi-Fi password? | 1 | The Wi-Fi password is otter42.
        What is the Wi-Fi password? | 1 | We changed the Wi-Fi password to lion77.
        What is the Wi-Fi password? | 1 | The Wi-Fi password was changed to lion77.
        What is the Wi-Fi password? | 1 | The new Wi-Fi password is lion77.
        What is the Wi-Fi password? | 1 | Wi-Fi password: lion77
        What is the Wi-Fi password? | 0 | Please remember the Wi-Fi password.
        What is the Wi-Fi password? | 0 | I wrote the Wi-Fi password on a card.
        What is my rent? | 1 | My rent is 900 euros.
        What is my rent? | 1 | The rent went up to 950 euros.
        What is my rent? | 1 | My rent increased to 980.
        What is my rent? | 1 | The landlord raised the rent to 1,000 euros.
        What is my rent? | 0 | I paid the rent.
        What is Tom's favourite tea? | 1 | Tom's favourite tea is Earl Grey.
        What is Tom's favourite tea? | 1 | Tom's favourite tea is now green tea.
        What is Tom's favourite tea? | 0 | I bought Tom's favourite tea.
        Where does Maria live? | 1 | Maria lives in Porto.
        Where does Maria live? | 1 | Maria moved to Oslo.
        Where does Maria live? | 1 | Maria has moved from Porto to Oslo.
        Where does Maria live? | 1 | Maria bought a house in Graz.
        Where does Maria live? | 1 | Maria is living in Kiel now.
        Where does Maria live? | 0 | Maria visited me in Rome.
        Where is Ben? | 1 | Ben is in the kitchen.
        Where is Ben? | 1 | Ben went to the garden.
        Where is Ben? | 1 | Ben travelled to the office.
        Where is Ben? | 1 | Ben is at work.
        Where is Ben? | 0 | Ben likes the garden.
        Where was the box before? | 1 | The box is on the shelf.
        Where was the box before? | 1 | I moved the box to the attic.
        What is the current version of the app? | 1 | The version of the app is 3.2.
        What is the current version of the app? | 1 | The app version is now 3.3.
        """)
    void aStatementSaysWhatIsAskedOfTheSubjectAndAMentionDoesNot(String question, int stated, String text) {
        assertEquals(stated, requireNonNull(of(question)).statedBy(text) > 0 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "Where is the router?, PLACE, PRESENT",
        "Where can I find the router right now?, PLACE, PRESENT",
        "Where was the router before?, PLACE, BEFORE",
        "Where was the router at first?, PLACE, FIRST",
        "Who originally had the router?, HOLDER, FIRST",
        "What condition is the router in at the moment?, CONDITION, PRESENT",
        "What is the current router?, VALUE, PRESENT",
        "What was the previous router?, VALUE, BEFORE",
        "On what day is the router?, DATE, PRESENT",
        "Where does the router live these days?, HOME, PRESENT"
    })
    void theFormShowsWhatIsAskedAndForWhichTime(String question, Kind kind, Moment moment) {
        assertEquals(new StateQuestion(kind, List.of("router"), moment), of(question));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Where did Anna go after the wedding?",
                "What is Anna doing?",
                "What did I say about the router?",
                "Who is coming to dinner?",
                "When did we buy the router?",
                "Where was the apple before the bathroom?",
                "The router is in the hall. Is it new?",
                "router",
                ""
            })
    void otherQuestionsAreNotRecognised(String question) {
        assertNull(of(question));
    }

    @Test
    void aSubjectWithFurtherWordsIsOnlySimilar() {
        Question.State asked = of("Where is the suitcase?");
        assertNotNull(asked);
        assertEquals(1, asked.statedBy("I put the suitcase under the bed."));
        assertEquals(0.5, asked.statedBy("I put the red suitcase under the bed."));
        assertEquals(
                0, requireNonNull(of("Where is the blue suitcase?")).statedBy("The red suitcase is in the attic."));
    }
}
