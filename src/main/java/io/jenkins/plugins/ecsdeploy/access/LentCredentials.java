package io.jenkins.plugins.ecsdeploy.access;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Short-lived credentials of a target that are lent to a block of a build, in memory alone. They are looked after by the
 * plugin's threads, so that those who run the steps of a build find them there. After a restart they are had anew.
 */
public final class LentCredentials {
    static final Set<String> SENSITIVE = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

    private static final Logger LOGGER = Logger.getLogger(LentCredentials.class.getName());
    /** The credentials behind it are kept until shortly before their end; looking more often costs nothing. */
    private static final Duration LOOKED_AFTER_EVERY = Duration.ofMinutes(1);

    /** After a restart, so long do the steps of a block wait to be resumed. */
    private static final Duration TRIED_WITHIN = Duration.ofSeconds(30);
    /**
     * Stands in the place of credentials that are not there (yet) after a restart. Without any, a tool would look for others
     * and find those of the agent.
     */
    private static final AwsSessionCredentials UNUSABLE =
            AwsSessionCredentials.create("NOT-AVAILABLE", "not-available", "not-available");

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // names the block, and is in memory alone
    private final String key;

    private final Run<?, ?> run;
    private final CallerArguments arguments;
    private final Surroundings around;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final List<SecretFingerprint> secrets = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> variables = unusable();
    private volatile AwsCredentials credentials = UNUSABLE;
    private volatile String problem = "AWS did not answer within " + TRIED_WITHIN.toSeconds() + " seconds";
    private volatile boolean ended;

    private LentCredentials(String key, Run<?, ?> run, CallerArguments arguments, Surroundings around) {
        this.key = key;
        this.run = run;
        this.arguments = arguments;
        this.around = around;
    }

    /**
     * Begins to lend; to be called once for a block, and again after a restart.
     *
     * @param key of the block, the same after a restart
     * @param around what stands around the block, not what it sets
     */
    public static LentCredentials of(String key, Run<?, ?> run, String target, Surroundings around) {
        CallerArguments arguments = new CallerArguments(target, null, null, null, null);
        LentCredentials lent = new LentCredentials(key, run, arguments, around);
        LentCredentials before = lent().put(key, lent);
        if (before != null) {
            before.ended = true;
        }
        return lent;
    }

    /**
     * Gets the credentials, and looks after them from then on.
     *
     * @throws AbortException if the build may not use the target
     * @throws EngineException if there are no credentials to lend
     */
    public void open() throws AbortException {
        renew();
        lookAfterLater();
    }

    /**
     * The same after a restart. Waits for the outcome, so that the steps of the block find the credentials there: Pipeline
     * resumes them after the block, and calls this on a thread that may wait ({@code FlowExecutionList.ParallelResumer}).
     *
     * @return why they cannot be had, if so; they are asked for again from time to time
     */
    public Optional<String> reopen() throws InterruptedException {
        EcsRuntime.get().scheduler().schedule(this::lookAfter, Duration.ZERO);
        boolean inTime = tried.await(TRIED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        return inTime && credentials != UNUSABLE ? Optional.empty() : Optional.of(problem);
    }

    /** Ends it. Steps that ask for their environment afterwards get no credentials. */
    public void end() {
        ended = true;
        lent().remove(key, this);
        tried.countDown();
    }

    public EnvironmentExpander environment() {
        return new LentEnvironment(key);
    }

    public TaskListenerDecorator mask() {
        return new SecretMask(key);
    }

    /**
     * The variables as they are now. They are asked for by the thread that runs the steps of a build, so this neither waits
     * nor fails, which would hide all other variables, too.
     */
    static Map<String, String> variables(String key) {
        LentCredentials lent = lent().get(key);
        return lent == null ? unusable() : lent.variables;
    }

    /** What tools find while there are no credentials. */
    static Map<String, String> unusable() {
        return variables(UNUSABLE);
    }

    /** Whether a key is none, but stands in the place of one. */
    static boolean isUnusable(String accessKeyId) {
        return UNUSABLE.accessKeyId().equals(accessKeyId);
    }

    static List<SecretFingerprint> secrets(String key) {
        LentCredentials lent = lent().get(key);
        return lent == null ? List.of() : lent.secrets;
    }

    private static Map<String, LentCredentials> lent() {
        return HeldCredentials.get().lent();
    }

    private void lookAfter() {
        if (ended || !run.isBuilding()) {
            end();
            return;
        }
        try {
            renew();
        } catch (AbortException | RuntimeException e) {
            // Whatever it is, the next look may go well, and the old credentials may still do.
            problem = e instanceof SdkException sdk ? AwsFailure.explained(sdk) : e.getMessage();
            LOGGER.log(
                    Level.WARNING,
                    () -> run + ": credentials of target " + arguments.target() + " cannot be renewed: " + problem);
        }
        tried.countDown();
        lookAfterLater();
    }

    private void lookAfterLater() {
        EcsRuntime.get().scheduler().schedule(this::lookAfter, LOOKED_AFTER_EVERY);
    }

    private void renew() throws AbortException {
        BuildAccess access = BuildAccess.of(run, arguments, around);
        Target target = access.target().orElseThrow();
        if (credentials == UNUSABLE) {
            // Where tools act is known before it is known as whom.
            variables = variables(target, UNUSABLE, access);
        }
        KnownIdentity identity = access.lent(target.getRegion(), BuildAccess.sessionLasts(target));
        AwsCredentials current = identity.resolveCredentials();
        if (!current.equals(credentials)) {
            // Masked before anybody can see them.
            secrets(current).forEach(secret -> secrets.add(new SecretFingerprint(secret)));
            variables = variables(target, current, access);
            credentials = current;
        }
    }

    private static List<String> secrets(AwsCredentials credentials) {
        return List.of(credentials.accessKeyId(), credentials.secretAccessKey(), token(credentials)).stream()
                .flatMap(secret -> List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)).stream())
                .distinct()
                .toList();
    }

    private static Map<String, String> variables(Target target, AwsCredentials credentials, BuildAccess access) {
        Map<String, String> variables = variables(credentials);
        variables.put("AWS_REGION", target.getRegion());
        variables.put("AWS_DEFAULT_REGION", target.getRegion());
        if (target.getCluster() != null) {
            variables.put("ECS_CLUSTER", target.getCluster());
        }
        put(variables, "AWS_ENDPOINT_URL_ECS", access.endpoint());
        put(variables, "AWS_ENDPOINT_URL_STS", access.stsEndpoint());
        return variables;
    }

    private static Map<String, String> variables(AwsCredentials credentials) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        variables.put("AWS_SESSION_TOKEN", token(credentials));
        return variables;
    }

    private static String token(AwsCredentials credentials) {
        return ((AwsSessionCredentials) credentials).sessionToken();
    }

    private static void put(Map<String, String> variables, String name, Optional<URI> value) {
        value.ifPresent(address -> variables.put(name, address.toString()));
    }
}
