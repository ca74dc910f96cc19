package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * A target that a build may use, with where it is kept: its credentials are looked up there, not where the job is.
 * Neither the job nor who started it need a right to them.
 *
 * @param owner the folder, or Jenkins itself
 */
public record UsableTarget(Target target, ItemGroup<?> owner) {
    /** Where ECS answers, if not at AWS's own address. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(target.getEndpointUrl())
                .map(URI::create)
                .or(() -> EcsDeployConfiguration.get().endpoint());
    }

    /** Where STS answers, if not at AWS's own address. */
    public Optional<URI> stsEndpoint() {
        return Optional.ofNullable(target.getStsEndpointUrl())
                .map(URI::create)
                .or(() -> EcsDeployConfiguration.get().stsEndpoint());
    }

    /**
     * The target's credentials as they are kept now, noted as used by the build.
     *
     * @return nothing if the target names none
     * @throws EngineException if the ones that it names are not there
     */
    public Optional<AmazonWebServicesCredentials> credentials(Run<?, ?> run) {
        Optional<AmazonWebServicesCredentials> found = credentials();
        found.filter(credentials -> EcsRuntime.get().isFirstUse(run, place() + " " + credentials.getId()))
                .ifPresent(credentials -> CredentialsProvider.track(run, credentials));
        return found;
    }

    /**
     * The same without a note. Looked up as the system, because a target may use what its owner holds: global
     * credentials of scope System, too, which no job can reach.
     */
    Optional<AmazonWebServicesCredentials> credentials() {
        String id = target.getCredentialsId();
        if (id == null) {
            return Optional.empty();
        }
        AmazonWebServicesCredentials found = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        AmazonWebServicesCredentials.class, owner, ACL.SYSTEM2, List.of()),
                CredentialsMatchers.withId(id));
        if (found == null) {
            throw new EngineException("Target '" + target.getName() + "' (" + place() + ") uses the AWS credentials '"
                    + id + "', which are not there. Check the id and the kind (AWS Credentials), and that they are "
                    + (owner instanceof Jenkins ? "global" : "in that folder, in one above it or global"));
        }
        return Optional.of(found);
    }

    /** Where the target is kept, in words. */
    public String place() {
        return owner instanceof AbstractFolder<?> folder ? "of folder " + folder.getFullName() : "global";
    }
}
