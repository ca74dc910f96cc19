package io.jenkins.plugins.ecsdeploy.emulator.references;

import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.util.List;
import java.util.Map;

/** What task definitions refer to, seen from inside the emulator: sets it up without API calls. */
public final class EmulatedReferences {
    /** The trust policy of a role that tasks get. */
    public static final String TRUSTED_BY_TASKS = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
             "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""";

    private final World world;
    private final References references;

    /** For the state that the emulator's calls work on. */
    public EmulatedReferences(World world) {
        this.world = world;
        this.references = world.references;
    }

    /** Makes a role that tasks get; returns its ARN. */
    public String role(String name) {
        return role(name, TRUSTED_BY_TASKS);
    }

    /**
     * Makes a role of that trust policy; returns its ARN.
     *
     * @param name with its path, if it has one: {@code team/web}
     */
    public String role(String name, String trustPolicy) {
        synchronized (world) {
            String arn = world.arns.iam("role/" + name);
            references.roles.put(arn, trustPolicy);
            return arn;
        }
    }

    /** Makes a secret with a value; returns its ARN. */
    public String secret(String name) {
        return secret(name, Map.of("11111111-2222-3333-4444-555555555555", List.of("AWSCURRENT")));
    }

    /** Makes a secret that has those versions, with their stages; returns its ARN. */
    public String secret(String name, Map<String, List<String>> versions) {
        synchronized (world) {
            String arn = "arn:" + world.arns.partition() + ":secretsmanager:" + world.arns.region() + ":"
                    + world.arns.account() + ":secret:" + name + "-AbCdEf";
            references.secrets.put(arn, new References.Secret(false, versions));
            return arn;
        }
    }

    /** Schedules a secret for deletion. */
    public void deleteSecret(String arn) {
        synchronized (world) {
            references.secrets.computeIfPresent(arn, (key, old) -> new References.Secret(true, old.versions()));
        }
    }

    /** Makes a parameter; returns its ARN. */
    public String parameter(String name) {
        synchronized (world) {
            references.parameters.add(name);
            return "arn:" + world.arns.partition() + ":ssm:" + world.arns.region() + ":" + world.arns.account()
                    + ":parameter" + (name.startsWith("/") ? "" : "/") + name;
        }
    }

    /** Puts a file into a bucket; returns its ARN. */
    public String file(String bucket, String key) {
        synchronized (world) {
            references.files.add(bucket + "/" + key);
            return "arn:" + world.arns.partition() + ":s3:::" + bucket + "/" + key;
        }
    }

    /** From now on S3 does not tell a file that is not there from one that may not be seen. */
    public void bucketsMayNotBeListed() {
        synchronized (world) {
            references.bucketsMayBeListed = false;
        }
    }

    /** Makes a log group. */
    public void logGroup(String name) {
        synchronized (world) {
            references.logGroups.add(name);
        }
    }

    /**
     * Sets the target type of a target group; all are there, and of the type ip at first.
     *
     * @param type null: there is no such target group
     */
    public void targetType(String name, String type) {
        synchronized (world) {
            references.targetTypes.put(name, type);
        }
    }
}
