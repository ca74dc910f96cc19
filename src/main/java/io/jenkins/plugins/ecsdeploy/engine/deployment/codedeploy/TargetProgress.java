package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ProgressLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codedeploy.model.Diagnostics;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetLabel;

/** Tells what CodeDeploy does with the service: each lifecycle event once, and tasks and traffic whenever they change. */
final class TargetProgress {
    private static final double ALL = 99.99;

    private final DeploymentContext deployment;
    private final CodeDeployState state;
    private final Traffic traffic;

    TargetProgress(DeploymentContext deployment, CodeDeployState state, Traffic traffic) {
        this.deployment = deployment;
        this.state = state;
        this.traffic = traffic;
    }

    void show(ECSTarget target) {
        target.lifecycleEvents().forEach(event -> show(target.deploymentId(), event));
        String sets =
                target.taskSetsInfo().stream().map(TargetProgress::inWords).collect(Collectors.joining("; "));
        if (!sets.isEmpty()) {
            ProgressLog.counts(sets, deployment);
        }
    }

    /** Whether all production traffic is on the new tasks. */
    static boolean isLive(ECSTarget target) {
        return target.taskSetsInfo().stream()
                        .anyMatch(set -> set.taskSetLabel() == TargetLabel.GREEN
                                && set.trafficWeight() != null
                                && set.trafficWeight() >= ALL)
                && target.lifecycleEvents().stream()
                        .noneMatch(event -> "AllowTraffic".equals(event.lifecycleEventName())
                                && event.status() != LifecycleEventStatus.SUCCEEDED);
    }

    /** What CodeDeploy says of the events that failed. */
    static List<String> diagnostics(ECSTarget target) {
        List<String> lines = new ArrayList<>();
        target.lifecycleEvents().stream()
                .filter(event -> event.status() == LifecycleEventStatus.FAILED && event.diagnostics() != null)
                .forEach(event -> diagnostics(event.lifecycleEventName(), event.diagnostics(), lines));
        return lines;
    }

    private static void diagnostics(String event, Diagnostics diagnostics, List<String> lines) {
        StringBuilder line = new StringBuilder(event).append(" failed");
        if (diagnostics.errorCode() != null && !"Success".equals(diagnostics.errorCodeAsString())) {
            line.append(" with ").append(diagnostics.errorCodeAsString());
        }
        if (diagnostics.scriptName() != null && !diagnostics.scriptName().isBlank()) {
            line.append(" in ").append(diagnostics.scriptName());
        }
        if (diagnostics.message() != null && !diagnostics.message().isBlank()) {
            line.append(": ").append(diagnostics.message().strip());
        }
        lines.add(line.toString());
        if (diagnostics.logTail() != null && !diagnostics.logTail().isBlank()) {
            diagnostics.logTail().lines().forEach(log -> lines.add("  " + log));
        }
    }

    private void show(String deploymentId, LifecycleEvent event) {
        LifecycleEventStatus status = event.status();
        if (status == null || status == LifecycleEventStatus.PENDING || status == LifecycleEventStatus.UNKNOWN) {
            return;
        }
        String name = event.lifecycleEventName();
        if (state.isNews(deploymentId + " " + name + " " + event.statusAsString())) {
            deployment.log("  CodeDeploy: " + name + " " + inWords(event)
                    + (status == LifecycleEventStatus.SUCCEEDED ? traffic.movedBy(name) : ""));
        }
    }

    private static String inWords(LifecycleEvent event) {
        switch (event.status()) {
            case IN_PROGRESS:
                return "began" + (event.startTime() == null ? "" : " " + event.startTime());
            case SKIPPED:
                return "was skipped";
            default:
                return event.statusAsString().toLowerCase(Locale.ROOT)
                        + (event.endTime() == null ? "" : " " + event.endTime())
                        + (event.startTime() == null || event.endTime() == null
                                ? ""
                                : " (" + Durations.inWords(Duration.between(event.startTime(), event.endTime())) + ")");
        }
    }

    private static String inWords(ECSTaskSet set) {
        return (set.taskSetLabel() == null
                        ? "tasks"
                        : set.taskSetLabelAsString().toLowerCase(Locale.ROOT))
                + " " + set.runningCount() + " of " + set.desiredCount() + " running"
                + (set.pendingCount() == null || set.pendingCount() == 0 ? "" : ", " + set.pendingCount() + " pending")
                + ", " + percent(set.trafficWeight()) + " of the traffic"
                + (set.targetGroup() == null || set.targetGroup().name() == null
                        ? ""
                        : " (" + set.targetGroup().name() + ")");
    }

    private static String percent(Double weight) {
        return BigDecimal.valueOf(weight == null ? 0 : weight)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }
}
