package main

import (
	"context"

	"github.com/spf13/cobra"
)

// run executes one command line.
func run(ctx context.Context, a *app, args []string) error {
	root := rootCommand(a)
	root.SetArgs(args)
	root.SetIn(a.Stdin)
	root.SetOut(a.Stdout)
	root.SetErr(a.Stderr)
	return root.ExecuteContext(ctx)
}

func rootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "dateline",
		Short:         "Turn news articles and situation reports into a living, sourced map",
		Long:          "Dateline reads reports, finds the places and claims in them, keeps them with their history in one file,\nand serves them as a map on which every feature can show the sentence it rests on. It needs no network.",
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       version,
	}
	root.PersistentFlags().StringVar(&a.dbPath, "db", "dateline.db", "the store: one file, made where it is missing")
	root.PersistentFlags().StringVar(&a.rulesDir, "rules", "", "folder with your own copy of the reading rules (data/extract/rule)")
	root.PersistentFlags().StringVar(&a.gazetteersDir, "gazetteers", "", "folder of imported gazetteers (default: gazetteers beside the store)")
	root.AddGroup(&cobra.Group{ID: "map", Title: "The map:"}, &cobra.Group{ID: "places", Title: "Places and distances:"}, &cobra.Group{ID: "store", Title: "The store:"}, &cobra.Group{ID: "work", Title: "Looking inside:"})
	for group, commands := range commandGroups(a) {
		for _, c := range commands {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	return root
}

// commandGroups gives the commands by the group that help lists them in.
func commandGroups(a *app) map[string][]*cobra.Command {
	return map[string][]*cobra.Command{
		"map":    {serveCommand(a), addCommand(a), geoparseCommand(a), explainCommand(a), exportCommand(a)},
		"places": {geocodeCommand(a), reverseCommand(a), nearestCommand(a), distanceCommand(a), gazetteerCommand(a), basemapCommand(a)},
		"store": {
			reviewCommand(a), rereadCommand(a), logCommand(a), settingCommand(a), keyCommand(a), sourceCommand(a), checkCommand(a), backupCommand(a), restoreCommand(a),
		},
		"work": {trainCommand(a), evaluateCommand(a)},
	}
}

// evaluateCommand measures Dateline against texts and tables whose truth is known.
func evaluateCommand(a *app) *cobra.Command {
	c := &cobra.Command{Use: "evaluate", Short: "Measure accuracy where the truth is known"}
	c.AddCommand(evaluateGeoparseCommand(a), evaluateClaimsCommand(a), evaluateGazetteerCommand(a), evaluateSimilarCommand(a))
	return c
}
