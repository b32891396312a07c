#include "tests/sim/named_seeds.h"

#include <array>

namespace tideline::sim {

namespace {

// By the log: where a commit does not say which of its tests is a seed's, the nearest one; and where it does not say of how
// many clients the seed was, three.
// clang-format off
constexpr std::array<NamedSeed, 29> kNamed{{
    {520,   3, "a file that a user may have written was counted as lost by the disk (413b56b)",
               "tests/core/sync/lost_writes_test.cpp: whatTheDiskLostComesBackFromTheCloud"},
    {2226,  3, "a commit named a file that was not durable; what the loss of power left was sent as an edit (4265a25)",
               "tests/core/sync/uploader_test.cpp: aFileAndItsNamesAreDurableBeforeTheCloudHearsOfThem"},
    {5674,  3, "what a failed fsync dropped came back as an edit after a new start (92fc8c2)",
               "tests/core/sync/lost_writes_test.cpp: whatTheDiskLostComesBackFromTheCloud"},
    {11739, 3, "a chmod since the loss made the old bytes an edit (d98511f)",
               "tests/core/sync/lost_writes_test.cpp: whatWentBackAndIsOtherwiseTouchedIsNoEdit"},
    {12312, 3, "a file was replaced while its folder was parked, and no sync got past its recovery again (e1a7274, mended by b6f3c90)", ""},
    {15923, 3, "of what may have been lost and edited since, one version went (d98511f)",
               "tests/core/sync/lost_writes_test.cpp: whatWasSavedSinceStandsBesideTheCloudsVersion"},
    {19180, 3, "names adopted before they were durable; their loss was sent as a deletion (ec62251, mended by 7a6bd99)",
               "tests/core/sync/local_executor_test.cpp: whatAFailedSyncPutInPlaceIsDurableBeforeItIsAgreedOn"},
    {22046, 3, "the scan had seen another stamp, and the machine stopped before the bytes were read (d98511f)",
               "tests/core/sync/lost_writes_test.cpp: whatWasToBeReadAgainIsMeasuredByWhatWasAgreed"},
    {23476, 3, "a file that went back and had another name was taken for another, and the first sent as deleted (41be979)",
               "tests/core/sync/lost_writes_test.cpp: whatWentBackAndHasAnotherNameDeletesNothing"},
    {23507, 3, "what was missing after a failed fsync and a new start was sent as deleted (41be979)",
               "tests/core/sync/lost_writes_test.cpp: whatIsMissingSinceComesAgain"},
    {3901,  3, "a loss of power took the name of a file that had just arrived, and what was saved into it was swept (7a6bd99)",
               "tests/core/sync/local_executor_test.cpp: whatWasSavedIntoAPlacedFileComesBackWhenItsNameIsLost"},
    {6844,  3, "a loss of power put back an earlier link with the number and the tick of the later one (7a6bd99)",
               "tests/core/sync/scanner_test.cpp: aLinkOfAnotherLengthIsReadAgainWhateverItsStampsSay"},
    {8722,  3, "a loss of power took the name of a file that had just arrived, and what was saved into it was swept (7a6bd99)",
               "tests/core/sync/local_executor_test.cpp: whatWasSavedIntoAPlacedFileComesBackWhenItsNameIsLost"},
    {22656, 3, "recovery gave a file back, its user deleted the folder at once, and the whole sync failed (7a6bd99)",
               ""},
    {24764, 3, "whole downloads were swept after a crash, and the server had been put back to before them (7a6bd99)",
               "tests/core/sync/local_executor_test.cpp: aPlacedFileThatIsAsItCameGetsItsLostNameAgain"},
    {32024, 3, "an interrupted free went on after the server had been put back to before the file came to it (bbc0b5d)",
               "tests/core/sync/local_executor_test.cpp: aFileWhoseFreeingWasInterruptedGoesBack"},
    {41784, 3, "the simulated disk made a folder's move durable without the one before, and the folder lay in itself (bbc0b5d)",
               "tests/sim/sim_disk_test.cpp: anFsyncPutsNoFolderIntoItself"},
    {42077, 3, "a link in the trash was not listed by a store that had gone back (bbc0b5d)",
               "tests/core/sync/store_trouble_test.cpp: whatTheTrashHeldIsListedByTheNewStore"},
    {2891,  3, "a folder was moved during an exchange, the disk then denied a look at our own folder, and the sync blamed the folder (4fe9d33)",
               "tests/core/sync/local_executor_test.cpp: aLookAtOurOwnFolderThatIsDeniedIsToldAsThat"},
    {705,   3, "a look at our own folder was denied, and a file that was never put aside was to be brought back (before 22ad78b)",
               "tests/core/sync/local_executor_test.cpp: aLookThatIsDeniedAfterAnInterruptedSyncStopsNothing"},
    {6914,  3, "a new file with the number, size and time of a deleted one passed for it, bytes and all (bc5ace6)",
               "tests/core/sync/scanner_test.cpp: aMovedFileIsReadAgainUnlessItWasThereBefore"},
    {266,   2, "the verdict took a request that came late for the repetition of a commit (fbfddfd)",
               ""},
    {7613,  3, "a moved file's new content from the cloud passed for an edit, once the cloud had the older one again (1565a17)",
               "tests/core/sync/engine_test.cpp: whatCameToAMovedFileIsNoEditOfItsOwn"},
    {26678, 3, "a folder moved in the middle of a sync, was taken for deleted, and then lost its bytes to a failed fsync (22ad78b)",
               "tests/core/sync/local_executor_test.cpp: aFolderThatMovesInTheMiddleOfASyncIsMovedInTheCloud"},
    {41137, 3, "a folder went half way through an exchange of three steps, and the sync failed (635da43)",
               "tests/core/sync/local_executor_test.cpp: aFolderThatGoesHalfWayThroughAnExchangeStopsNothing"},
    {43729, 3, "a folder went while a user's bytes came back into it, and the sync failed (18a3eb3)",
               "tests/core/sync/local_executor_test.cpp: whatComesBackFindsAPlaceWhereItsFolderGoesMeanwhile"},
    {84955, 3, "a folder became a link above a file that has a row alone, and the sync failed (87fa431)",
               "tests/core/sync/local_executor_test.cpp: aFolderThatBecomesALinkStopsNoOnlineOnlyProject"},
    {87076, 3, "what a disk had lost was sent as deleted, since the sync that missed it did not reach the cloud (87fa431)",
               "tests/core/sync/lost_writes_test.cpp: whatIsMissingSinceComesAgainHoweverLateTheCloudAnswers"},
    {50238, 3, "a replaced file that could not be read at once was taken for what the plan saw (18a3eb3)",
               "tests/core/sync/local_executor_test.cpp: whatWasSavedIntoAReplacedFileComesBackHoweverLateItCanBeRead"},
}};
// clang-format on

}  // namespace

std::span<const NamedSeed> namedSeeds()
{
    return kNamed;
}

}  // namespace tideline::sim
