package io.jenkins.plugins.ecsdeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The target of steps that name none, as a folder keeps it. */
@ExtendWith(QuickJenkins.class)
class DefaultTargetTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void survivesTheFormWithAndWithoutTargetsOfItsOwn() throws Exception {
        FolderTarget own = new FolderTarget("own");
        own.setRegion("eu-central-1");

        assertThat(roundTrip(List.of(own), "own").getDefaultTarget()).isEqualTo("own");
        FolderTargets elsewhere = roundTrip(List.of(), "beta");
        assertThat(elsewhere.getDefaultTarget()).isEqualTo("beta");
        assertThat(elsewhere.getTargets()).isEmpty();
        assertThat(roundTrip(List.of(own), null).getDefaultTarget()).isNull();
        assertThat(roundTrip(List.of(), null)).isNull();
    }

    @Test
    void survivesTheDisk() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        FolderTargets targets = new FolderTargets(null);
        targets.setDefaultTarget("beta");
        folder.addProperty(targets);
        folder.save();

        jenkins.jenkins.reload();

        assertThat(jenkins.jenkins
                        .getItemByFullName(folder.getFullName(), Folder.class)
                        .getProperties()
                        .get(FolderTargets.class)
                        .getDefaultTarget())
                .isEqualTo("beta");
    }

    private static FolderTargets roundTrip(List<FolderTarget> targets, String byDefault) throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        FolderTargets property = new FolderTargets(targets);
        property.setDefaultTarget(byDefault);
        folder.addProperty(property);
        Folder again = jenkins.configRoundtrip(folder);
        return again.getProperties().get(FolderTargets.class);
    }
}
