package io.jenkins.plugins.ecsdeploy.engine.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to do about a task that did not end well, by what ECS says of it. Sources: developer guide, "Amazon ECS stopped tasks
 * error messages", "Stopped tasks error codes", "Amazon ECS API failure reasons".
 */
final class StopWords {
    private record Rule(Pattern reason, String remedy) {}

    /** The first that fits counts. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "CannotPull.*(AccessDenied|denied|no basic auth|unauthorized|\\b40[13]\\b)",
                    "Allow the execution role of the task definition to pull the image, or give repositoryCredentials"),
            rule(
                    "CannotPull.*(not found|manifest unknown|does not exist|\\b404\\b)",
                    "Check the name and the tag of the image"),
            rule(
                    "CannotPull.*(timeout|deadline|dial tcp|Client.Timeout|i/o)",
                    "The task does not reach the registry: its subnets need a NAT gateway or endpoints of the VPC, or"
                            + " assignPublicIp, and its security groups must let it out"),
            rule("CannotPull", "Check the image and the rights of the execution role"),
            rule(
                    "ResourceInitializationError.*(secret|ssm|parameter).*(AccessDenied|not authorized|\\b403\\b)",
                    "Allow the execution role to read the secrets of the task definition"),
            rule(
                    "ResourceInitializationError.*(timeout|deadline|dial tcp|cannot connect)",
                    "The task does not reach AWS: its subnets need a NAT gateway or endpoints of the VPC, and its security"
                            + " groups must let it out"),
            rule(
                    "ResourceInitializationError.*(secret|ssm|parameter)",
                    "Check that the secrets of the task definition exist in this region"),
            rule(
                    "(ResourceInitializationError|CannotStartContainerError|CannotCreateContainerError).*(log group|log stream|awslogs|logger)",
                    "Create the log group, or give awslogs-create-group and allow it to the execution role"),
            rule(
                    "Timeout waiting for network interface provisioning|Timeout waiting for EphemeralStorage",
                    "AWS was too slow. Check that the subnets have free addresses, and run it again"),
            rule("OutOfMemory", "Give the container more memory"),
            rule(
                    "exec(utable file)?[: ].*(not found|no such file)|no such file or directory",
                    "Check the command: the image has no such program"),
            rule("permission denied", "Check the command: the program must be executable for the image's user"),
            rule("MemberOf placement constraint", "No container instance meets the placement constraints"),
            rule("^ATTRIBUTE", "No container instance has what the task definition requires"),
            rule("^LOCATION", "No container instance is in the Availability Zones of the subnets"),
            rule(
                    "^(TaskFailedToStart: ?)?RESOURCE:",
                    "No container instance has room for the task: add some, or ask for less CPU and memory"),
            rule(
                    "NO ACTIVE INSTANCES|EMPTY CAPACITY PROVIDER",
                    "The capacity provider has no container instances: check its Auto Scaling group"),
            rule(
                    "Capacity is unavailable",
                    "Fargate has no room now: give subnets in several Availability Zones, or another size"));

    private static final Map<String, String> CODES = new LinkedHashMap<>();

    static {
        CODES.put("UserInitiated", "somebody stopped the task");
        CODES.put(
                "SpotInterruption",
                "Fargate Spot took the capacity back. Run it on FARGATE: a task that must not be"
                        + " interrupted has no place on Spot");
        CODES.put("TerminationNotice", "the container instance is being terminated. Run it again");
        CODES.put("InfrastructureHealth", "ECS stopped it, since what it ran on was not healthy. Run it again");
        CODES.put("ServiceSchedulerInitiated", "the scheduler of a service stopped it");
    }

    /** Conventions of shells and runtimes: 128 and the number of the signal. */
    private static final Map<Integer, String> EXITS = Map.of(
            126, "the program cannot be executed",
            127, "the program was not found",
            134, "it aborted itself",
            137, "it was killed: out of memory, or it did not end within stopTimeout after SIGTERM",
            139, "it broke down with a segmentation fault",
            143, "it was asked to end, with SIGTERM");

    private StopWords() {}

    /** What to do; empty where nobody knows. */
    static Optional<String> remedy(String reason) {
        return reason == null
                ? Optional.empty()
                : RULES.stream()
                        .filter(rule -> rule.reason().matcher(reason).find())
                        .map(Rule::remedy)
                        .findFirst();
    }

    /** What stopped the task, where it did not end by itself. */
    static Optional<String> interruption(String stopCode) {
        return Optional.ofNullable(CODES.get(stopCode));
    }

    /** What an exit code commonly means. */
    static Optional<String> exit(int code) {
        return Optional.ofNullable(EXITS.get(code));
    }

    private static Rule rule(String pattern, String remedy) {
        return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), remedy);
    }
}
