package io.jenkins.plugins.ecsdeploy.aws;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Credentials from the credentials store, looked up for the build that uses them. Meant for one round of calls. */
final class StoredCredentials implements KnownIdentity {
    private final Run<?, ?> run;
    private final String id;
    private AwsCredentials resolved;

    StoredCredentials(Run<?, ?> run, String id) {
        this.run = run;
        this.id = id;
    }

    /** Resolved once and kept: with a role, each resolving is a call to STS, and the SDK asks for every request. */
    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (resolved == null) {
            resolved = resolve();
        }
        return resolved;
    }

    /** With a role, the key is another one with each session. */
    @Override
    public String identity() {
        AmazonWebServicesCredentials found = find();
        return found instanceof AWSCredentialsImpl own
                ? String.join(
                        " ",
                        Util.fixNull(own.getAccessKey()),
                        Util.fixNull(own.getIamRoleArn()),
                        Util.fixNull(own.getIamExternalId()))
                : resolveCredentials().accessKeyId();
    }

    private AmazonWebServicesCredentials find() {
        return CredentialsProvider.findCredentialById(id, AmazonWebServicesCredentials.class, run);
    }

    private AwsCredentials resolve() {
        AmazonWebServicesCredentials found = find();
        if (found == null) {
            throw new EngineException(
                    "There are no AWS credentials '" + id + "' that this job may use. Check the id and"
                            + " the kind (AWS Credentials), and that they are in the job's folder, in one above it or global");
        }
        if (found instanceof AWSCredentialsImpl own && Util.fixEmptyAndTrim(own.getIamMfaSerialNumber()) != null) {
            throw new EngineException(
                    "The AWS credentials '" + id + "' want an MFA code at every use, which a build cannot"
                            + " type in. Use credentials without MFA");
        }
        AwsCredentials credentials = found.resolveCredentials();
        return credentials == null ? controllersOwn() : credentials;
    }

    /** Credentials without keys and without a role stand for whatever identity the controller has. */
    private AwsCredentials controllersOwn() {
        if (!EcsDeployConfiguration.get().isAllowControllerIdentity()) {
            throw new EngineException(
                    "The AWS credentials '" + id + "' hold no keys, so they stand for the controller's own"
                            + " identity, which is not used unless an administrator allows it");
        }
        return DefaultCredentialsProvider.create().resolveCredentials();
    }
}
