package dev.memcore.sample;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.operation.Erasure;
import dev.memcore.spring.ai.ConversationId;
import java.util.List;
import java.util.Objects;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP interface. The scope comes from the token, and never from the path or the body. */
@RestController
final class ChatController {
    private final ChatClient client;
    private final ChatMemory chats;
    private final MemoryManager manager;
    private final Users users;

    ChatController(ChatClient client, ChatMemory chats, MemoryManager manager, Users users) {
        this.client = client;
        this.chats = chats;
        this.manager = manager;
        this.users = users;
    }

    /** A message of a chat. */
    record Line(String role, String text) {}

    @PostMapping("/chats/{session}")
    String say(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String token,
            @PathVariable String session,
            @RequestBody String text) {
        String answer = client.prompt()
                .user(text)
                .advisors(spec -> spec.param(ChatMemory.CONVERSATION_ID, id(token, session)))
                .call()
                .content();
        return Objects.requireNonNullElse(answer, "");
    }

    @GetMapping("/chats/{session}")
    List<Line> window(@RequestHeader(HttpHeaders.AUTHORIZATION) String token, @PathVariable String session) {
        return chats.get(id(token, session)).stream()
                .map(message -> new Line(
                        message.getMessageType().getValue(), Objects.requireNonNullElse(message.getText(), "")))
                .toList();
    }

    @GetMapping("/memories")
    List<String> recall(@RequestHeader(HttpHeaders.AUTHORIZATION) String token, @RequestParam("q") String question) {
        return manager.space(users.scope(token)).recall(question).memories().stream()
                .map(Memory::text)
                .toList();
    }

    /** Erases everything of the user, and returns the number of erased memories. */
    @DeleteMapping("/memories")
    int eraseAll(@RequestHeader(HttpHeaders.AUTHORIZATION) String token) {
        return manager.space(users.scope(token))
                .erase(Erasure.wholeScope())
                .entries()
                .size();
    }

    private String id(String token, String session) {
        return new ConversationId(users.scope(token), session).toString();
    }
}
