package dev.memcore.spi.model;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;

/**
 * A language model that continues a conversation. memcore itself never needs one. Extensions and adapters that use a
 * model share this type:
 *
 * {@snippet :
 * ModelRequest request = ModelRequest.builder()
 *         .system("Answer in one sentence.")
 *         .user("What is a commit?")
 *         .build();
 * String answer = model.complete(request).text();
 * }
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Blocking.</b> Returns when the reply is complete. Starts no thread that survives the call.
 *   <li><b>Cancellation.</b> The caller cancels a call by interrupting its thread. The call then throws {@link
 *       InterruptedException} soon, also if the thread was interrupted before the call, and clears the interrupt.
 *   <li><b>Timeout.</b> A call that takes longer than {@link ModelOptions#timeout()} fails with {@link
 *       ErrorCode#COMPONENT_FAILED}.
 *   <li><b>Failure.</b> Throws {@link MemoryException} with {@link ErrorCode#COMPONENT_FAILED} if the model cannot be
 *       reached, refuses the request, or answers with something else than a reply. Does not retry.
 *   <li><b>Purity.</b> A call has no effect on later calls. The request contains the whole conversation.
 *   <li><b>Determinism.</b> Not required.
 *   <li><b>Nulls.</b> A null request fails with {@link ErrorCode#INVALID_ARGUMENT}. The result is never null.
 * </ul>
 */
@FunctionalInterface
public interface LanguageModel {
    /**
     * Returns the next message of the assistant.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    ModelReply complete(ModelRequest request) throws InterruptedException;
}
