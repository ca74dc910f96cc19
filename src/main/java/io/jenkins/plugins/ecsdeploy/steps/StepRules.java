package io.jenkins.plugins.ecsdeploy.steps;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for single arguments of steps, kept when a step begins and while somebody types. */
public final class StepRules {
    /** Of ecsRender: compared with what the service runs. */
    static final String LIVE = "live";

    private StepRules() {}

    /** Of ecsRender: what the result is compared with. Each is null if it is not given. */
    public static void diff(String diff, String service) {
        if (diff != null && !diff.equals(LIVE)) {
            throw new EngineException("diff is '" + diff + "'. Give '" + LIVE
                    + "' to compare with what the service runs, or leave it out");
        }
        if (diff != null && service == null) {
            throw new EngineException(
                    "diff is '" + diff + "', but there is no service to compare with. Name it with" + " service");
        }
    }

    /** @param purpose what happens to the service, such as {@code deploy to} */
    public static void service(String service, String purpose) {
        if (service.isEmpty()) {
            throw new EngineException("service is empty. Name the ECS service to " + purpose);
        }
    }

    public static void timeoutMinutes(Integer minutes) {
        if (isNegative(minutes)) {
            throw new EngineException("timeoutMinutes is " + minutes
                    + ". Give the minutes to wait, or leave it out to wait as long as it takes");
        }
    }

    public static void desiredCount(Integer tasks) {
        if (isNegative(tasks)) {
            throw new EngineException("desiredCount is " + tasks + ". Give 0 or more tasks");
        }
    }

    public static void keepRevisions(Integer revisions) {
        if (isNegative(revisions)) {
            throw new EngineException("keepRevisions is " + revisions
                    + ". Give how many revisions to keep, or 0 or nothing to keep all of them");
        }
    }

    /** Of ecsRender: what is at AWS to start from. Each is null if it is not given. */
    public static void oneBase(String revision, String family, String taskDefinitionArn, String service) {
        List<String> named = Stream.of(
                        revision == null ? null : TaskDefinitionArgument.NAME,
                        family == null ? null : "family",
                        taskDefinitionArn == null ? null : "taskDefinitionArn",
                        service == null ? null : "service")
                .filter(Objects::nonNull)
                .toList();
        if (named.size() > 1) {
            throw new EngineException(
                    String.join(" and ", named) + " each name a task definition to start from. Keep one");
        }
    }

    /** Of ecsRollback. Each is null if it is not given. */
    public static void oneRevision(String to, String toBuild) {
        if (to != null && toBuild != null) {
            throw new EngineException("to and toBuild each name a revision to go back to. Keep one");
        }
    }

    /** Of ecsDeploy: one cannot wait for something and not wait. */
    public static void waiting(boolean wait, String until) {
        if (!wait && !until.equals(WaitUntil.DONE.name())) {
            throw new EngineException("waitUntil is " + until + ", but wait is false, so nothing is waited for."
                    + " Leave one of them out");
        }
    }

    /** The constant that an argument names. */
    public static <E extends Enum<E>> E choice(String argument, String name, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EngineException(argument + " is '" + name + "'. Give one of "
                        + Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static boolean isNegative(Integer number) {
        return number != null && number < 0;
    }
}
