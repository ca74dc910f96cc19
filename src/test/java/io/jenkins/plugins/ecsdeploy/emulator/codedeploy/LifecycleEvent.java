package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One lifecycle event of a deployment. Source: "AppSpec 'hooks' section for an Amazon ECS deployment". */
final class LifecycleEvent {
    /** "Run order of hooks in an Amazon ECS deployment". */
    static final List<String> ORDER = List.of(
            "BeforeInstall",
            "Install",
            "AfterInstall",
            "AllowTestTraffic",
            "AfterAllowTestTraffic",
            "BeforeAllowTraffic",
            "AllowTraffic",
            "AfterAllowTraffic");

    /** Those that are for the listener for test traffic. */
    private static final Set<String> OF_TESTS = Set.of("AllowTestTraffic", "AfterAllowTestTraffic");

    final String name;
    String status = "Pending";
    private Instant startTime;
    private Instant endTime;
    private ObjectNode diagnostics;

    LifecycleEvent(String name) {
        this.name = name;
    }

    static List<LifecycleEvent> all() {
        return ORDER.stream().map(LifecycleEvent::new).toList();
    }

    boolean ofTests() {
        return OF_TESTS.contains(name);
    }

    boolean inProgress() {
        return status.equals("InProgress");
    }

    void begin(Instant now) {
        status = "InProgress";
        startTime = now;
    }

    void end(String how, Instant now) {
        status = how;
        endTime = now;
    }

    /** API page Diagnostics. */
    void diagnose(String errorCode, String scriptName, String message, String logTail) {
        diagnostics = Json.object()
                .put("errorCode", errorCode)
                .put("scriptName", scriptName)
                .put("message", message)
                .put("logTail", logTail);
    }

    ObjectNode view() {
        ObjectNode node = Json.object().put("lifecycleEventName", name).put("status", status);
        Json.putTime(node, "startTime", startTime);
        Json.putTime(node, "endTime", endTime);
        if (diagnostics != null) {
            node.set("diagnostics", diagnostics);
        }
        return node;
    }
}
