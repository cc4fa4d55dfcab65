package summarize

import "testing"

func BenchmarkDetect(b *testing.B) {
	for name, text := range map[string]string{
		"plain":   "Ferry service resumes at Ayorou after repairs\nThe ferry that links both banks of the river carried its first passengers on Tuesday, the prefect said, two months after a storm tore it from its moorings and left the market without millet.",
		"accents": "La traversée reprend à Ayorou après les réparations\nLe bac qui relie les deux rives du fleuve a transporté mardi ses premiers passagers, a déclaré le préfet, deux mois après la tempête qui l'avait arraché à ses amarres.",
		"doubt":   "Ferry Ayorou: Sanda Kadre, Tarbié\nSanda Kadre, Tarbié Moussa",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Detect(text, "")
			}
		})
	}
}
