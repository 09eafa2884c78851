import type { ReactNode } from 'react'

/** A named field with what is wrong with it, or what it is for. */
export const Field = ({
  label,
  says,
  wrong,
  children,
}: {
  label: string
  says?: ReactNode
  wrong?: string | null | undefined
  children: ReactNode
}) => (
  <div className="field" style={{ margin: '10px 0 14px' }}>
    <span className="field-name">{label}</span>
    <div>{children}</div>
    {wrong ? (
      <span className="count-red small" role="alert">
        {wrong}
      </span>
    ) : (
      says && <span className="faint small">{says}</span>
    )}
  </div>
)
