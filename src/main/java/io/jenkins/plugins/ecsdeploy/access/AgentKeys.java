package io.jenkins.plugins.ecsdeploy.access;

import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.security.MasterToSlaveCallable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** An agent's short-lived credentials on their way to the controller. Never written down. */
final class AgentKeys implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // on its way over an encrypted channel, never on disk
    private final String accessKeyId;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // on its way over an encrypted channel, never on disk
    private final String secretAccessKey;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // on its way over an encrypted channel, never on disk
    private final String sessionToken;
    /** Counted on the agent, whose clock may differ; negative if unknown. */
    private final long remainingMillis;

    private AgentKeys(AwsSessionCredentials credentials) {
        accessKeyId = credentials.accessKeyId();
        secretAccessKey = credentials.secretAccessKey();
        sessionToken = credentials.sessionToken();
        remainingMillis = credentials
                .expirationTime()
                .map(end -> Math.max(0, Duration.between(Instant.now(), end).toMillis()))
                .orElse(-1L);
    }

    /**
     * Asks the agent.
     *
     * @throws NotThere if it has nothing that may be lent
     * @throws IOException if it does not answer in time
     */
    static AgentKeys of(VirtualChannel agent, Duration within) throws IOException, InterruptedException {
        Future<AgentKeys> asked = agent.callAsync(new Fetch());
        try {
            return asked.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + within.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotThere why) {
                throw why;
            }
            throw new IOException(e.getCause());
        } finally {
            asked.cancel(true);
        }
    }

    AwsSessionCredentials credentials() {
        return AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
    }

    Optional<Duration> remaining() {
        return remainingMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(remainingMillis));
    }

    /** The agent has nothing that may be lent. */
    static final class NotThere extends IOException {
        private static final long serialVersionUID = 1L;

        NotThere(String message) {
            super(message);
        }
    }

    /** Runs on the agent, as what the agent is to AWS. */
    static final class Fetch extends MasterToSlaveCallable<AgentKeys, NotThere> {
        private static final long serialVersionUID = 1L;

        @Override
        public AgentKeys call() throws NotThere {
            AwsCredentials credentials;
            try (DefaultCredentialsProvider chain =
                    DefaultCredentialsProvider.builder().build()) {
                credentials = chain.resolveCredentials();
            } catch (SdkException e) {
                throw new NotThere("The agent where the step runs has no AWS credentials (credentials: 'agent'). Give"
                        + " its instance, container or pod a role. The agent said: " + e.getMessage());
            }
            if (credentials instanceof AwsSessionCredentials session) {
                return new AgentKeys(session);
            }
            throw new NotThere("The agent where the step runs has long-lived keys (" + credentials.accessKeyId()
                    + "), and credentials: 'agent' takes short-lived ones alone. Give the agent a role, or keep the"
                    + " keys as Jenkins credentials");
        }
    }
}
