package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.session.SessionFolds;
import dev.memcore.api.session.Transcript;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One conversation. It stores messages, and returns the recent window and the recall of the session. Thread-safe. If
 * several threads add messages at the same time, the store chooses one order. This order is the same for all readers
 * and after a restart.
 */
public interface SessionMemory {
    /** Returns the id of the session. */
    String id();

    /** Adds a message. Returns when it is durable. */
    default Memory add(Role role, String text) {
        return add(
                Observation.builder(text).role(Arguments.present(role, "role")).build());
    }

    /**
     * Adds a message and sets its session to this one. If no kind is set, the message becomes a {@link Kind#TURN}. If
     * no tier is set, a turn goes to {@link Tier#SHORT}, and any other kind to {@link Tier#LONG}. A kind or tier that
     * is set is not changed; this includes {@link Kind#NOTE}.
     */
    Memory add(Observation message);

    /** Adds messages atomically in one write. */
    List<Memory> addAll(List<Observation> messages);

    /**
     * Starts to add a message, as {@link #add(Observation)} does, and returns at once. The stage completes when the
     * message is durable. Two calls without waiting may add the messages in the other order. {@link MemoryManager}
     * describes asynchronous calls.
     */
    CompletionStage<Memory> addAsync(Observation message);

    /**
     * Returns the latest messages that fit into a token budget, oldest first. Chat models accept this list: every tool
     * result directly follows the message that makes its call, and every call is answered before the next message that
     * is not a result. The list is empty if the last message, or the last tool exchange, does not fit.
     *
     * <ul>
     *   <li>A result answers the nearest earlier call with the same id, if that call has no result yet. So ids may
     *       repeat. A call and its results are returned together or not at all.
     *   <li>A call without all of its results is omitted, together with the results that it has. A result is missing if
     *       it was never added, or if it was forgotten. Exception: if only results follow the message, it is returned
     *       as the last message, because the tools are still running. Answer all calls before you add a message of the
     *       user and ask a chat model.
     *   <li>If other messages precede a late result, the call is returned at the position of the result.
     *   <li>A result that answers no call is omitted.
     * </ul>
     *
     * <p>Only texts are counted. Reserve room in the budget for the overhead of a provider per message, and for tool
     * calls whose names and arguments are not in the text. The budget is the only limit. The latest messages of
     * recently used sessions are in memory ({@code MemcoreBuilder.windowMessages}). A longer window is read from the
     * index, in O(messages in the window).
     *
     * @param tokens the budget in tokens of the configured counter; at least 0
     */
    List<Memory> window(int tokens);

    /**
     * Returns the running summaries of this session that are in force and visible. Usually there is at most one. If the
     * session has messages with different labels or validity, each group has its own. The list is empty if no policy
     * maintains summaries, or if the session never reached the budget of the policy; see {@code RunningSummary} of the
     * module for consolidation.
     */
    List<Memory> summaries();

    /** Returns the reversible folds of this session. */
    SessionFolds folds();

    /**
     * Returns the messages of this session that are in force and visible, by position and by time, in the order in
     * which they were added. O(messages).
     */
    Transcript transcript();

    /**
     * Marks the conversation as ended for now. The policies with the trigger {@link
     * dev.memcore.spi.lifecycle.Trigger.SessionEnded} become due. The call writes nothing and may be repeated. Messages
     * may still be added afterwards. A session that was not ended counts as ended when the store is opened again.
     */
    void end();

    /**
     * Returns the memories of this session that are most relevant to a question, at most {@value
     * MemoryQuery#DEFAULT_LIMIT}.
     */
    default RecallResult recall(String question) {
        return recall(MemoryQuery.of(question));
    }

    /**
     * Returns the memories of this session that are most relevant to a question, best first. This example excludes the
     * messages that the window already contains:
     *
     * {@snippet :
     * List<Memory> window = session.window(2_000);
     * session.recall(MemoryQuery.builder(question).excludingWindow(window).build());
     * }
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the query's filter names sessions, and this session
     *     is not one of them
     */
    RecallResult recall(MemoryQuery query);

    /** Starts a recall, as {@link #recall(MemoryQuery)} does, and returns at once. */
    CompletionStage<RecallResult> recallAsync(MemoryQuery query);

    /**
     * Returns the text that a model should see for a question: instructions, blocks and facts of the space, relevant
     * memories of the whole space, and the latest messages of this session, within a token budget. The message that asks
     * the question may have been added before. No message is shown both as a memory and in the window, and a tool call is
     * never separated from its results.
     *
     * {@snippet :
     * session.add(Role.USER, question);
     * Context context = session.context(ContextRequest.builder(question, 4_000)
     *         .instructions("Answer from the memories. Cite them by their numbers.")
     *         .build());
     * String answer = model.apply(context.text());
     * space.feedback(context.cited(answer), Outcome.CITED);
     * }
     *
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if the instructions alone do not fit into the budget
     */
    Context context(ContextRequest request);

    /** Starts to assemble a context, as {@link #context} does, and returns at once. */
    CompletionStage<Context> contextAsync(ContextRequest request);

    /**
     * Records that the model of this session is shown a context. {@link #context} and {@link #recall} of this session
     * record it themselves. Call this for a context that the space built.
     *
     * <p>A later message of this session with the role {@link Role#ASSISTANT} or {@link Role#TOOL} that only repeats
     * what was shown becomes an {@linkplain Observation#ECHO echo}, which recall does not find. If it also says
     * something new, a memory of the new sentences is derived from it. Messages of users are never echoes. The last
     * 2,000 sentences of each of the last 1,000 sessions are kept on the heap, until the store is closed.
     */
    void shown(Context context);

    /**
     * Records that the model of this session is shown texts from memory, for example hits of a recall of the space, or
     * the result of a tool. See {@link #shown(Context)}.
     */
    void shown(Collection<String> texts);
}
