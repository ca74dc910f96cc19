package io.jenkins.plugins.ecsdeploy.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was called, in order of arrival. */
final class CallLog {
    private final List<Call> calls = new ArrayList<>();
    private Consumer<Call> listener = call -> {};

    synchronized void add(Call call) {
        calls.add(call);
        listener.accept(call);
    }

    synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    synchronized List<Call> of(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    synchronized void clear() {
        calls.clear();
    }

    synchronized void listener(Consumer<Call> consumer) {
        listener = consumer;
    }
}
