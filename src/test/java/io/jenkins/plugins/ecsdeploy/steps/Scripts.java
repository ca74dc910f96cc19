package io.jenkins.plugins.ecsdeploy.steps;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What tests of credentials set up over and over. */
final class Scripts {
    private Scripts() {}

    /** Adds a global target for cluster c1 of the emulator, in place of one of the same name. */
    static GlobalTarget target(String name, String credentialsId, Consumer<GlobalTarget> more) {
        GlobalTarget target = new GlobalTarget(name);
        target.setRegion("eu-central-1");
        target.setCluster("c1");
        target.setCredentialsId(credentialsId);
        more.accept(target);
        List<GlobalTarget> targets = new ArrayList<>(EcsTargets.get().getTargets());
        targets.removeIf(other -> other.getName().equals(name));
        targets.add(target);
        EcsTargets.get().setTargets(targets);
        return target;
    }

    static GlobalTarget target(String name, String credentialsId) {
        return target(name, credentialsId, any -> {});
    }

    /** Global AWS credentials with those keys. */
    static void keys(String id, Credentials keys) {
        stored(new AWSCredentialsImpl(
                CredentialsScope.GLOBAL, id, keys.accessKeyId(), keys.secretAccessKey(), "of the emulator"));
    }

    /** Global AWS credentials with a role of their own. */
    static void role(String id, Credentials keys, String roleArn, String externalId, String mfaSerial) {
        stored(new AWSCredentialsImpl(
                CredentialsScope.GLOBAL,
                id,
                keys.accessKeyId(),
                keys.secretAccessKey(),
                "of the emulator",
                roleArn,
                mfaSerial,
                externalId));
    }

    static void stored(com.cloudbees.plugins.credentials.Credentials credentials) {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
    }

    /** A withEnv with those keys around a script. */
    static String withEnv(Credentials keys, String script) {
        return "withEnv(['AWS_ACCESS_KEY_ID=" + keys.accessKeyId() + "', 'AWS_SECRET_ACCESS_KEY="
                + keys.secretAccessKey() + "', 'AWS_SESSION_TOKEN="
                + (keys.sessionToken() == null ? "" : keys.sessionToken())
                + "', 'AWS_REGION=eu-central-1']) { " + script + " }";
    }
}
