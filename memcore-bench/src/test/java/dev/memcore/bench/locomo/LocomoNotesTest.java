package dev.memcore.bench.locomo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocomoNotesTest {
    private static Map<String, List<String>> notes(String json) throws JsonProcessingException {
        return LocomoNotes.parse(new ObjectMapper().readTree(json));
    }

    @Test
    void statementsBelongToAllTheirTurns() throws JsonProcessingException {
        assertEquals(Map.of("D1:3", List.of("Ann plays.", "Ann sings."), "D1:4", List.of("Ann sings.")), notes("""
            {"session_1_observation": {"Ann": [["Ann plays.", "D1:3"], ["Ann sings.", ["D1:3", "D1:4"]]],
             "Bob": []}}\
            """));
    }

    @Test
    void otherFormsArePassedOver() throws JsonProcessingException {
        assertEquals(Map.of(), notes("""
            {"a": {"Ann": ["text", [], ["no turn", ""], ["", "D1:1"]]}, "b": 1}\
            """));
        assertEquals(
                Map.of(),
                LocomoNotes.parse(new ObjectMapper().createObjectNode().path("observation")));
    }
}
